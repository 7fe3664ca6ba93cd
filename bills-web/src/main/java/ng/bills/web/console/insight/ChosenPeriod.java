package ng.bills.web.console.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.insight.Period;

/**
 * The period of an address: {@code ?last=24h}, {@code 7d}, {@code 30d}, {@code 90d}, or {@code
 * ?from=2026-11-01&until=2026-11-21}, whole days in Lagos.
 *
 * @param period the period; when the address is wrong, the last 24 hours
 * @param last the choice, empty for days
 * @param from the first day, as it was written
 * @param until the last day, as it was written
 * @param fault key of the text that says what is wrong with the days
 */
record ChosenPeriod(Period period, String last, String from, String until, Optional<String> fault) {

  private static final String DAY = "24h";

  private static final Map<String, Duration> CHOICES =
      Map.of(
          DAY,
          Duration.ofHours(24),
          "7d",
          Duration.ofDays(7),
          "30d",
          Duration.ofDays(30),
          "90d",
          Duration.ofDays(90));

  /** Reads the parameters of an address; null for one that is not there. */
  static ChosenPeriod read(String last, String from, String until, Instant now) {
    boolean days = from != null && !from.isBlank() || until != null && !until.isBlank();
    if (!days) {
      String choice = last != null && CHOICES.containsKey(last) ? last : DAY;
      return new ChosenPeriod(
          Period.between(now.minus(CHOICES.get(choice)), now), choice, "", "", Optional.empty());
    }
    String first = from == null ? "" : from.strip();
    String ending = until == null ? "" : until.strip();
    try {
      Instant begin = LocalDate.parse(first).atStartOfDay(Words.LAGOS).toInstant();
      Instant end = LocalDate.parse(ending).plusDays(1).atStartOfDay(Words.LAGOS).toInstant();
      Instant most = end.isAfter(now) ? now : end;
      if (!most.isAfter(begin)) {
        return wrong(first, ending, "period.backwards", now);
      }
      if (Duration.between(begin, most).compareTo(Period.LONGEST) > 0) {
        return wrong(first, ending, "period.long", now);
      }
      return new ChosenPeriod(Period.between(begin, most), "", first, ending, Optional.empty());
    } catch (DateTimeParseException e) {
      return wrong(first, ending, "period.unreadable", now);
    }
  }

  private static ChosenPeriod wrong(String from, String until, String fault, Instant now) {
    Period day = Period.between(now.minus(CHOICES.get(DAY)), now);
    return new ChosenPeriod(day, "", from, until, Optional.of(fault));
  }
}
