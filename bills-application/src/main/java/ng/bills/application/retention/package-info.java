/**
 * What is kept for a time only, and for how long. Payments, tokens and the books are kept for good.
 */
package ng.bills.application.retention;
