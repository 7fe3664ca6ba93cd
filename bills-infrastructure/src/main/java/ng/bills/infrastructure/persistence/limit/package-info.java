/** Counts of permits as rows, one for each quota that is used. */
package ng.bills.infrastructure.persistence.limit;
