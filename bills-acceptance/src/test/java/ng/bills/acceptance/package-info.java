/**
 * The whole system tested from outside, over HTTP, with the outside world asked for the truth. What
 * a test class extends is {@link ng.bills.acceptance.AcceptanceTest}.
 */
package ng.bills.acceptance;
