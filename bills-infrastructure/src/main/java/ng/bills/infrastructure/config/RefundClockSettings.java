package ng.bills.infrastructure.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.infrastructure.setting.SettingReader;

/** Reads how long customers may wait. */
public final class RefundClockSettings {

  /** From a known failure to the refund submitted. */
  public static final String SUBMITTED = "REFUND_CLOCK_SUBMITTED_SECONDS";

  /** Until the outcome is known. */
  public static final String PENDING = "REFUND_CLOCK_PENDING_MINUTES";

  private static final Duration LEAST_GRACE = Duration.ofSeconds(20);

  private RefundClockSettings() {}

  /**
   * Reads both limits, {@code 30} or {@code 30,airtime=20}: the usual one, and those of bill types.
   *
   * @param ticks between two looks of the timers: due work may lie for two of them
   */
  static RefundClockPolicy read(SettingReader reader, Duration ticks) {
    Map<BillType, Integer> seconds = new EnumMap<>(BillType.class);
    Map<BillType, Integer> minutes = new EnumMap<>(BillType.class);
    Duration submitted = Duration.ofSeconds(numbers(reader, SUBMITTED, 30, 86_400, seconds));
    Duration pending = Duration.ofMinutes(numbers(reader, PENDING, 1_440, 43_200, minutes));
    Map<BillType, RefundClockPolicy.Limits> byType = new EnumMap<>(BillType.class);
    for (BillType type : BillType.values()) {
      Optional<Duration> own = Optional.ofNullable(seconds.get(type)).map(Duration::ofSeconds);
      Optional<Duration> open = Optional.ofNullable(minutes.get(type)).map(Duration::ofMinutes);
      if (own.isPresent() || open.isPresent()) {
        byType.put(type, new RefundClockPolicy.Limits(own.orElse(submitted), open.orElse(pending)));
      }
    }
    Duration twice = ticks.multipliedBy(2);
    return new RefundClockPolicy(
        new RefundClockPolicy.Limits(submitted, pending),
        byType,
        twice.compareTo(LEAST_GRACE) > 0 ? twice : LEAST_GRACE);
  }

  private static int numbers(
      SettingReader reader, String name, int usual, int most, Map<BillType, Integer> of) {
    Optional<Integer> general = Optional.empty();
    for (String entry : reader.optional(name).map(t -> t.split(",", -1)).orElse(new String[0])) {
      String[] sides = entry.strip().split("\\s*=\\s*", -1);
      String number = sides[sides.length - 1];
      Optional<BillType> type = sides.length == 2 ? BillType.named(sides[0]) : Optional.empty();
      boolean first =
          sides.length == 1 ? general.isEmpty() : type.isPresent() && !of.containsKey(type.get());
      boolean sound =
          sides.length <= 2
              && first
              && number.matches("[1-9]\\d{0,7}")
              && Integer.parseInt(number) <= most;
      if (!sound) {
        reader.fault(
            name,
            "must be like "
                + usual
                + ",airtime="
                + usual
                + " with whole numbers from 1 to "
                + most
                + " and bill types, each once");
        of.clear();
        return usual;
      }
      if (type.isPresent()) {
        of.put(type.get(), Integer.parseInt(number));
      } else {
        general = Optional.of(Integer.parseInt(number));
      }
    }
    return general.orElse(usual);
  }
}
