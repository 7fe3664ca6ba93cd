/**
 * What the pay page needs of the outside: seals for what browsers carry, and the sandbox's
 * customer.
 */
package ng.bills.infrastructure.pay;
