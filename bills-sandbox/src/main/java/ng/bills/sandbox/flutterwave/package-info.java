/**
 * The bills of Flutterwave (v3) on loopback: categories, billers and items, validation, payment in
 * the current and in the old form, status, list, balance and webhooks, with the answers and quirks
 * its documentation, its own SDK and public client code show, and faults on request. It keeps the
 * book of what was really vended, so that a test asks the outside world for the truth and not the
 * code under test.
 */
package ng.bills.sandbox.flutterwave;
