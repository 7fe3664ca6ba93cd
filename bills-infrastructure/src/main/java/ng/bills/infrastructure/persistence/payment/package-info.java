/**
 * Payments, their attempts, tokens and history in PostgreSQL. Account numbers, contacts, names and
 * tokens are sealed here and nowhere else opened.
 */
package ng.bills.infrastructure.persistence.payment;
