/**
 * Money that reached us on Stellar and what it turns out to be. Every inbound operation counts
 * once.
 */
package ng.bills.domain.funds;
