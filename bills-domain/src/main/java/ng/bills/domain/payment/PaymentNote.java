package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import ng.bills.domain.vend.ProviderCode;

/**
 * Something in a payment's timeline that moved nothing: a provider that was passed over, a truth
 * that came late. Append-only.
 *
 * @param kind what happened
 * @param attempt the attempt it is about, or for a provider passed over the one that was to begin;
 *     1 for the first
 * @param provider whom it is about
 * @param text one sentence for people, without personal data
 * @param at when
 */
public record PaymentNote(Kind kind, int attempt, ProviderCode provider, String text, Instant at) {

  /** What a note can be about. */
  public enum Kind {
    /** It comes earlier in the order and was not asked. */
    PROVIDER_SKIPPED,
    /** It delivered what it had called not delivered. */
    DELIVERED_LATE,
    /** It delivered for another amount than was ordered. */
    AMOUNT_DIFFERS,
    /** It took back what it had delivered, and gave the money back to our float. */
    REVERSED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PaymentNote {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts are counted from 1");
    }
  }
}
