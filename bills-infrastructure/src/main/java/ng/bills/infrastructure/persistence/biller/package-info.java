/**
 * The billers on sale, from the table that the migrations fill. Read rarely and kept in memory for
 * half a minute.
 */
package ng.bills.infrastructure.persistence.biller;
