package ng.bills.domain.provider;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.money.Money;

/**
 * How long our float at a provider lasts if it is spent as it was lately.
 *
 * @param available what is there, in kobo
 * @param spent what was bought for out of it lately, in kobo
 * @param over how long "lately" is
 * @param at when the balance was told
 */
public record FloatForecast(Money available, Money spent, Duration over, Instant at) {

  public FloatForecast {
    Objects.requireNonNull(available, "available");
    Objects.requireNonNull(spent, "spent");
    Objects.requireNonNull(at, "at");
    if (over.isNegative() || over.isZero()) {
      throw new IllegalArgumentException("a rate needs a time");
    }
  }

  /** How long it lasts from {@link #at} on; empty when nothing was spent lately. */
  public Optional<Duration> lasts() {
    if (spent.kobo() == 0) {
      return Optional.empty();
    }
    BigInteger seconds =
        BigInteger.valueOf(available.kobo())
            .multiply(BigInteger.valueOf(over.toSeconds()))
            .divide(BigInteger.valueOf(spent.kobo()));
    return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
  }

  /** Whether it lasts less than that. */
  public boolean lastsLessThan(Duration time) {
    return lasts().filter(left -> left.compareTo(time) < 0).isPresent();
  }
}
