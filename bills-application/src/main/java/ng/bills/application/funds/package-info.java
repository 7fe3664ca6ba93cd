/**
 * Money that arrives. Every receipt becomes a row in the transaction that moves the feed's
 * position.
 */
package ng.bills.application.funds;
