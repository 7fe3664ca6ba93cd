package ng.bills.domain.provider;

import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOutcome;

/**
 * What an answer says of the provider as a whole and of its line to the biller. A biller that is
 * down at one provider says nothing against that provider's other billers.
 *
 * @param ofProvider about the provider
 * @param ofBiller about this biller at this provider
 */
public record Verdict(Signal ofProvider, Signal ofBiller) {

  private static final Verdict GOOD = new Verdict(Signal.GOOD, Signal.GOOD);
  private static final Verdict BAD = new Verdict(Signal.BAD, Signal.BAD);
  private static final Verdict NOTHING = new Verdict(Signal.NONE, Signal.NONE);

  /** Of the answer to an order. */
  public static Verdict of(VendOutcome outcome) {
    return outcome.fold(
        delivered -> GOOD,
        // it took the order; whether the biller does its part is known later
        pending -> new Verdict(Signal.GOOD, Signal.NONE),
        rejected -> of(rejected.reason()),
        unknown -> BAD);
  }

  /**
   * Of the answer to a requery. Only the end of an order counts: a single open one that is asked
   * about again and again must not look like many failures.
   */
  public static Verdict of(RequeryOutcome outcome) {
    return outcome.fold(
        delivered -> GOOD,
        pending -> NOTHING,
        rejected -> of(rejected.reason()),
        notFound -> NOTHING,
        unknown -> NOTHING);
  }

  /** Of the answer about an account. */
  public static Verdict of(AccountCheck answer) {
    return answer.fold(confirmed -> GOOD, refused -> GOOD, unavailable -> BAD);
  }

  private static Verdict of(RejectionReason reason) {
    return switch (reason) {
      case ACCOUNT_INVALID, AMOUNT_REFUSED, LIKELY_DUPLICATE -> GOOD;
      case NOT_SOLD -> new Verdict(Signal.GOOD, Signal.NONE);
        // an empty float is no illness; FloatForecast and the float's level look after it; nor is
        // a login that has run out
      case INSUFFICIENT_FLOAT, LOGIN_EXPIRED -> NOTHING;
      case CREDENTIALS_REFUSED -> new Verdict(Signal.FATAL, Signal.NONE);
      case PROVIDER_UNREACHABLE -> new Verdict(Signal.BAD, Signal.NONE);
      case BILLER_UNREACHABLE, FAILED, REVERSED -> new Verdict(Signal.GOOD, Signal.BAD);
    };
  }
}
