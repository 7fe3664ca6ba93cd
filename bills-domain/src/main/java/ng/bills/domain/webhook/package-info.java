/**
 * What providers tell us unasked. An event is a reason to ask about an order, never an answer about
 * it.
 */
package ng.bills.domain.webhook;
