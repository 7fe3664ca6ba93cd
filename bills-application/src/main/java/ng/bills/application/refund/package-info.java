/**
 * The refund clock: how long customers wait for their money or an outcome, who waited longer than
 * the policy allows, and why.
 */
package ng.bills.application.refund;
