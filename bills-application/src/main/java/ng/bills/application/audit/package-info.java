/**
 * Writing down what our people do, in the transaction in which they do it, and checking the log.
 */
package ng.bills.application.audit;
