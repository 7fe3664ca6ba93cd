/**
 * The feed of money that arrives and the rows it becomes. Position and receipts are stored in one
 * transaction.
 */
package ng.bills.application.funds.port;
