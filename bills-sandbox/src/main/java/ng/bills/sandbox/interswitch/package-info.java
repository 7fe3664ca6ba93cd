/**
 * Interswitch's Quickteller bills API, version 5, on loopback: token, catalogue, customer
 * validation, payment and query with the answers and quirks that its documentation and public
 * client code show, and faults on request. It keeps the book of what was really vended, so that a
 * test asks the outside world for the truth and not the code under test.
 *
 * <p>Not documented, and therefore ours: every magic account (Interswitch has none), the HTTP
 * status of a refused payment (200 or 400, in turn), the body of a 401, the names of the key change
 * members in {@code AdditionalInfo}, and category and biller ids but for the ones named in {@link
 * ng.bills.sandbox.interswitch.FirstStock}. Interswitch's webhooks tell of collections and never of
 * a bill, so a vend here sends none; {@link ng.bills.sandbox.interswitch.CollectionEvent} can be
 * sent on demand.
 */
package ng.bills.sandbox.interswitch;
