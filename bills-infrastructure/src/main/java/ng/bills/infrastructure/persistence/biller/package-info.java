/**
 * The billers on sale and what each provider sells of them, from the tables that the migrations
 * begin and the refreshes of the catalogues go on with. Kept in memory for half a minute.
 */
package ng.bills.infrastructure.persistence.biller;
