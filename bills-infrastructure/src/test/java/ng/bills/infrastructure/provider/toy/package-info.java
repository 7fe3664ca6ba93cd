/**
 * A provider made up to try the instructions of CONTRIBUTING: prepaid electricity only, JSON over
 * HTTP, {@code toy-key} in every request. Its one document is {@link
 * ng.bills.infrastructure.provider.toy.ToySandbox}.
 *
 * <ul>
 *   <li>{@code POST /orders}, {@code GET /orders/{ours}}: {@code state} is done, open, failed,
 *       refused (with {@code reason}: company, meter, float), repeated or none. Only an answer that
 *       bears our reference is about our order.
 *   <li>Amounts are naira, as a text or a number. A token may come later than "done".
 *   <li>Events are signed: {@code toy-signature} is HMAC-SHA256 of the raw body under the key, hex.
 *   <li>Sandbox: meters that begin with 4501 exist; what goes wrong is said by meter.
 * </ul>
 */
package ng.bills.infrastructure.provider.toy;
