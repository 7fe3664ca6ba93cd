/**
 * Where payments are kept and asked about. Stored aggregates come back through {@code
 * Payment.reconstitute}.
 */
package ng.bills.application.payment.port;
