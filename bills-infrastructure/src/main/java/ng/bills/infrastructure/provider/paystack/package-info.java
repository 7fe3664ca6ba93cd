/**
 * Paystack, by its OpenAPI document and its pages on webhooks and errors.
 *
 * <p>It has no public way to pay bills: none of its documented addresses is about bills, airtime,
 * data or television, and what public code calls for it ({@code /bill}, {@code /billpayment} and
 * the like) is invented. So it sells nothing here and is never asked to; its balance, and its
 * events, are what later funding and payouts start from.
 *
 * <ul>
 *   <li>Amounts are kobo. Every answer is {@code {"status":…,"message":…,"data":…}}.
 *   <li>Events are signed: {@code x-paystack-signature} is the lower-case hex of HMAC-SHA512 over
 *       the raw body under the secret key; there is no secret of its own for them. The same event
 *       may come twice; it is known by its name and {@code data.id}.
 * </ul>
 */
package ng.bills.infrastructure.provider.paystack;
