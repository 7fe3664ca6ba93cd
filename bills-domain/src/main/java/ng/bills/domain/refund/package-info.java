/**
 * Money going back to the account it came from. One refund for one receipt, and at most one live
 * transaction for one refund.
 */
package ng.bills.domain.refund;
