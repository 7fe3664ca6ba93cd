/**
 * A customer's bill payment from request to delivery or refund. The aggregate refuses every move
 * that {@code PaymentTransition} does not list.
 */
package ng.bills.domain.payment;
