/**
 * Every movement of money as a balanced entry. {@code TrialBalance} proves that nothing is missing.
 */
package ng.bills.application.ledger;
