/**
 * People ask for payments, cancel and look them up. {@code RecordPayment} stores what happened
 * together with all that follows.
 */
package ng.bills.application.payment;
