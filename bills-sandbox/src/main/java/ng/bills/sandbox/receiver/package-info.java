/**
 * A partner's server: takes the webhooks that Bills sends, shows what has come, and fails as it is
 * told.
 */
package ng.bills.sandbox.receiver;
