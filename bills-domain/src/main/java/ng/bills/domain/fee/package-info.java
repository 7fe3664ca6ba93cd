/**
 * What we charge on top of bills, from when: changes that two people decide ahead of the day they
 * begin.
 */
package ng.bills.domain.fee;
