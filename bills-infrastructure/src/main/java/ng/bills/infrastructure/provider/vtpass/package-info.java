/**
 * VTpass, by its public documentation at vtpass.com/documentation (authentication, response codes,
 * buying services, re-query, product pages of each distribution company) and by answers its clients
 * have recorded.
 *
 * <p>Quirks that {@link ng.bills.infrastructure.provider.vtpass.VtpassOutcomes} knows:
 *
 * <ul>
 *   <li>Code {@code 000} is not success: it says that the request was processed, the inner {@code
 *       content.transactions.status} says how. Verification fails inside {@code 000} too.
 *   <li>The token's place differs by distribution company ({@code mainToken}, {@code token}, {@code
 *       Token}, {@code purchased_code}, {@code content.transactions.extras}), often prefixed
 *       ("Token : …"), with the bonus token in the same text; "Token : N/A" means not yet known.
 *   <li>Numbers come as numbers or texts; {@code content} may be null, empty or an error.
 *   <li>401 comes as {@code {"code":"087","message":…}} or as a bare JSON text.
 *   <li>A request id is good once for ever and for the day in Lagos it names; {@code 014} does not
 *       repeat the first outcome, so it is asked about.
 *   <li>{@code 015} to a requery says that the id is unknown, which right after a lost {@code /pay}
 *       proves nothing yet.
 *   <li>A variation decides the price, whatever amount is sent; the list of variations is {@code
 *       variations} or, in older answers, {@code varations}, and has rows twice.
 *   <li>The catalogue has no code, success is {@code response_description} 000; the balance has
 *       code 1 as a number and {@code contents}.
 *   <li>DStv and GOtv say {@code subscription_type} renew, for the renewal amount of the account
 *       check, or change, for a bouquet; StarTimes and Showmax sell bouquets only.
 *   <li>Smile goes by account id, and by e-mail address through an account check of its own.
 *       Phones, Showmax, WAEC and Spectranet have nothing to verify.
 *   <li>WAEC hands over {@code cards} with serial and PIN, or {@code tokens}; JAMB "Pin : …".
 *   <li>Callbacks come without signature, secret or name of the event: a hint, confirmed by a
 *       requery.
 * </ul>
 *
 * <p>Their sandbox: 1111111111111 (prepaid) and 1010101010101 (postpaid) succeed, 08011111111 takes
 * airtime, 201000000000 stays pending, 300000000000 times out, 400000000000 does not answer,
 * 500000000000 answers oddly, anything else fails.
 */
package ng.bills.infrastructure.provider.vtpass;
