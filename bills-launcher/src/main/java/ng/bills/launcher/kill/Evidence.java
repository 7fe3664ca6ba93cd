package ng.bills.launcher.kill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What everybody says at the end: the customers, Stellar, the providers, the database, the API. All
 * money on Stellar is our cNGN; other assets are left out. Amounts are stroops (10⁻⁷ naira), bills
 * kobo.
 *
 * @param asked what customers asked for
 * @param incoming payments into our account on Stellar
 * @param outgoing payments out of it
 * @param vended bills the providers really delivered
 * @param held what the journal's entries leave in each account, by payment
 * @param unbalanced references of journal entries whose postings do not add up to zero
 * @param walletStroops our balance on Stellar
 * @param told digits of the tokens the API tells, by payment
 */
record Evidence(
    List<Asked> asked,
    List<Incoming> incoming,
    List<Outgoing> outgoing,
    List<Vended> vended,
    List<PaymentRow> payments,
    List<AttemptRow> attempts,
    List<ReceiptRow> receipts,
    List<RefundRow> refunds,
    List<Held> held,
    List<String> unbalanced,
    long walletStroops,
    Map<UUID, Set<String>> told) {

  /**
   * A request.
   *
   * @param key its Idempotency-Key
   * @param answers the payments it was answered with; one, however often it was sent
   * @param tries how often it was sent
   */
  record Asked(String key, String scenario, Set<UUID> answers, int tries) {}

  /**
   * Money in.
   *
   * @param key of the operation
   * @param hash of its transaction
   */
  record Incoming(String key, String hash, String from, long stroops) {}

  /**
   * Money out.
   *
   * @param returns hash of the transaction its memo returns; empty when it returns none
   */
  record Outgoing(String hash, String returns, String to, long stroops) {}

  /**
   * A delivered bill.
   *
   * @param reference under which the provider knows it
   */
  record Vended(String provider, String reference, long kobo, Optional<String> token) {
    /** Without the token. */
    @Override
    public String toString() {
      return provider + " " + reference;
    }
  }

  /**
   * @param requestReference the Idempotency-Key; null when there was none
   * @param inReview whether a person is to look at it
   */
  record PaymentRow(
      UUID id,
      String reference,
      String requestReference,
      String state,
      boolean inReview,
      long kobo) {}

  /**
   * @param reference under which the provider was asked
   */
  record AttemptRow(UUID payment, int seq, String provider, String reference, String state) {}

  /**
   * @param payment null when nobody could assign it
   */
  record ReceiptRow(String key, String hash, long stroops, String match, UUID payment) {}

  /**
   * @param key of the operation whose money goes back
   * @param payment null when nobody could assign it
   */
  record RefundRow(
      UUID id, String key, UUID payment, boolean settles, long stroops, String state) {}

  /**
   * @param payment null for entries about none
   */
  record Held(UUID payment, String account, long stroops) {}
}
