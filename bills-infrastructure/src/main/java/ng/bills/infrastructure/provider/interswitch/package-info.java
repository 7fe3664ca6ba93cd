/**
 * Interswitch (Quickteller, bills API version 5), by its public documentation (authentication,
 * bills payment, customer validations, query transaction, response codes, webhooks) and by what
 * public clients send and expect. Amounts are kobo.
 *
 * <p>Quirks that this package knows:
 *
 * <ul>
 *   <li>A token lives as long as its {@code expires_in} says; it is renewed a minute early, by one
 *       call at a time. After a 401 a question is asked once more with a new token. An order is
 *       not: their documents promise nothing about it, a client's experience is that it was not
 *       executed, so it counts as refused. When the token had worked before, it went stale and the
 *       payment is retried with a new reference; when it never did, our account is refused.
 *   <li>The request reference begins with the four digits Interswitch gave us. It is made from ours
 *       and has 20 characters, the longest the query takes: the 8 free characters of the older
 *       12-character form could not be unique for ever.
 *   <li>A used reference is refused, mostly with 10001 "unknown error", and the first outcome is
 *       not repeated: it is asked about.
 *   <li>The outer code of a validation and of a query says only that the call itself went well. A
 *       query's sample is 90000 outside, 90006 and FAILED inside. Where code and grouping
 *       contradict each other nothing is known.
 *   <li>A query's texts are URL-encoded. "Not found" is an HTTP error with grouping FAILED, in two
 *       forms; right after a lost answer it proves nothing.
 *   <li>A prepaid token is a whole value of 20 digits somewhere in {@code AdditionalInfo} of the
 *       payment's answer. The query's documented sample has no {@code AdditionalInfo}: a token
 *       whose answer was lost may only be had from their support.
 *   <li>Prepaid and postpaid are different payment items.
 *   <li>There is no question about our balance. Webhooks tell of collections and never of a bill,
 *       so they are verified and kept but start no requery; bills are polled.
 * </ul>
 *
 * <p>Their test values: terminal 3PBL0001, prefix 1453, payment code 0488051528 with customer
 * 08124888436. They document no account for pending, failure or time-out.
 */
package ng.bills.infrastructure.provider.interswitch;
