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
 * </ul>
 *
 * <p>Callbacks come without signature, secret or name of the event: a hint, confirmed by a requery.
 *
 * <p>Their sandbox: 1111111111111 (prepaid) and 1010101010101 (postpaid) succeed, 08011111111 takes
 * airtime, 201000000000 stays pending, 300000000000 times out, 400000000000 does not answer,
 * 500000000000 answers oddly, anything else fails.
 */
package ng.bills.infrastructure.provider.vtpass;
