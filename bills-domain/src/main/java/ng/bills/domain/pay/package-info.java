/** The pay page, on which customers pay without an account with us. */
package ng.bills.domain.pay;
