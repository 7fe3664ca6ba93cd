package ng.bills.domain.provider;

import java.util.Locale;

/** Why a provider was passed over, though the order has it first. */
public enum SkipReason {
  NOT_SOLD("does not sell it", false),
  REFUSED_BEFORE("has refused it before", false),
  SWITCHED_OFF("is switched off", true),
  UNHEALTHY("does not work well just now", true),
  SHORT_OF_FLOAT("our balance there is too low", true),
  OVER_RATE_LIMIT("has been asked as often as allowed", true),
  BUSY("is too slow just now", true);

  private final String sentence;
  private final boolean passing;

  SkipReason(String sentence, boolean passing) {
    this.sentence = sentence;
    this.passing = passing;
  }

  /** For people: what follows the provider's name. */
  public String sentence() {
    return sentence;
  }

  /** Whether it may be otherwise in a while. */
  public boolean isPassing() {
    return passing;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
