package ng.bills.application.insight.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.ProviderCode;

/**
 * What was counted. Reading never locks anything, and gives up after a few seconds rather than hold
 * up payments. Inside a unit of work.
 */
public interface Figures {

  /**
   * What happened in one step of a period.
   *
   * @param step which step
   * @param type for which kind of bill
   * @param provider whose attempts; empty where no provider has part in it
   * @param tally how much
   */
  record Slice(int step, BillType type, Optional<ProviderCode> provider, Tally tally) {

    public Slice {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(tally, "tally");
    }
  }

  /**
   * Calls to a provider.
   *
   * @param provider whom
   * @param kind what was asked, by wire name: {@code vend}, {@code requery}, {@code account_check}
   *     …
   * @param calls how many
   * @param unanswered how many got no answer, or one of 500 and above
   * @param millis how long they took together
   * @param mostMillis how long the slowest took
   * @param within2s how many took up to two seconds
   * @param within10s how many took up to ten seconds
   */
  record Calls(
      ProviderCode provider,
      String kind,
      long calls,
      long unanswered,
      long millis,
      long mostMillis,
      long within2s,
      long within10s) {}

  /**
   * Payments that have not ended.
   *
   * @param state where they are
   * @param reviewed whether they wait for a person
   * @param age how old they are
   * @param count how many
   * @param kobo their bills, in kobo
   */
  record Open(PaymentState state, boolean reviewed, Age age, long count, long kobo) {}

  /** How long ago a payment was requested. */
  enum Age {
    UP_TO_1_MINUTE,
    UP_TO_10_MINUTES,
    UP_TO_1_HOUR,
    UP_TO_1_DAY,
    OLDER
  }

  /**
   * A balance at a provider.
   *
   * @param step in which step of the period
   * @param provider where
   * @param leastKobo the least that was told in it, in kobo
   */
  record Balance(int step, ProviderCode provider, long leastKobo) {}

  /**
   * What happened in a period, summed up by step, kind of bill and provider; steps in which nothing
   * happened are left out.
   */
  List<Slice> slices(Period period);

  /** Calls to providers in a period. */
  List<Calls> calls(Period period);

  /** Payments that have not ended, as of now. */
  List<Open> open(Instant now);

  /** Our balances in a period. */
  List<Balance> balances(Period period);

  /** Up to when everything is counted already. */
  Instant rolledUntil();

  /**
   * Counts the quarter of an hour that begins at {@link #rolledUntil}, if it is over by that
   * moment. Of several nodes one does it.
   *
   * @return whether there was one
   */
  boolean roll(Instant over);
}
