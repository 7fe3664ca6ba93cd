/**
 * Flutterwave v3 bills, by its documentation at developer.flutterwave.com (bill payments, bills
 * endpoints, webhooks, error time-outs), its own SDK for Node, and answers that public clients
 * show. The newer v4 has no bills.
 *
 * <p>Quirks that {@link ng.bills.infrastructure.provider.flutterwave.FlutterwaveOutcomes} knows:
 *
 * <ul>
 *   <li>There is no machine-readable error code and the texts change: the HTTP status decides,
 *       never the words. 400 and 404 refuse before anything is done, but a repeated reference is a
 *       400 too, so a refusal is believed only when the status call knows no bill under the
 *       reference.
 *   <li>The status of a bill has no status. That the bill is there says that it was accepted; a
 *       failure shows as an HTTP 4xx like that of an unknown reference. A token proves delivery; a
 *       bill without tokens counts as delivered when it is still there some minutes later; a
 *       prepaid meter's bill without its token is pending.
 *   <li>A 5xx says nothing: they give up after 28 s themselves and the bill may be bought. After
 *       one, their status call has been seen to need a tx_ref that the caller never got, so "not
 *       found" means that the status call and the list of payments both do not know our reference.
 *       Whose reference the list's filter means is not documented: the whole list is read instead,
 *       within bounds, and {@code customer_reference} compared.
 *   <li>Names of references move: {@code reference} of a payment's answer is theirs ({@code
 *       BPUSSD…}), {@code tx_ref} is {@code CF-FLYAPI-} and twenty digits that look like a token.
 *       We keep tx_ref, and read tokens from {@code extra} and {@code recharge_token} only.
 *   <li>Amounts are naira, a number here and a text with four decimals there.
 *   <li>Prepaid and postpaid are two items; the four networks' airtime is one, and the network
 *       follows from the number: airtime for a ported number is not bought here.
 *   <li>Codes of billers and items differ between years: they come from the catalogue.
 *   <li>{@code verif-hash} is the secret itself, not a signature. The event of a failure names no
 *       bill at all.
 * </ul>
 *
 * <p>Test mode: the same address, a key that begins with {@code FLWSECK_TEST-}; smartcard
 * 0025401100 is valid and airtime succeeds. No value is documented that fails.
 */
package ng.bills.infrastructure.provider.flutterwave;
