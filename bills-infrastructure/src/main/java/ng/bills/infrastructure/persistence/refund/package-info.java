/**
 * Refunds, their signed transactions and the lane of each source account, as rows. The database
 * refuses a second live transaction of a refund or of a source account.
 */
package ng.bills.infrastructure.persistence.refund;
