/**
 * VTpass on loopback: its catalogue, account check, purchase, requery and balance with the answers,
 * quirks and code numbers its documentation and public client code show, and faults on request. It
 * keeps the book of what was really vended, so that a test asks the outside world for the truth and
 * not the code under test.
 */
package ng.bills.sandbox.vtpass;
