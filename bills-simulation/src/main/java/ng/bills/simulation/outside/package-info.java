/**
 * What really happens outside, whatever is heard of it: the ledger, the providers, the customers.
 * Nothing here knows our rows; the truth is compared with them afterwards.
 */
package ng.bills.simulation.outside;
