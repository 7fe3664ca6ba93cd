/**
 * What providers tell us unasked: taken in at once, applied later by asking them. Their word moves
 * no money.
 */
package ng.bills.application.webhook;
