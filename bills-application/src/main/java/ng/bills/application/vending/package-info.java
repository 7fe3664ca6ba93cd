/** Which provider is asked. The order is configuration, refusals are remembered. */
package ng.bills.application.vending;
