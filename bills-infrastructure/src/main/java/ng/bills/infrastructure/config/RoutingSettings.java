package ng.bills.infrastructure.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.provider.CircuitPolicy;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.setting.SettingReader;

/** Reads how providers are chosen, spared and given up. */
final class RoutingSettings {

  private static final String ORDERS = "BILL_PROVIDER_ORDERS";
  private static final String PER_HOUR = "BILL_PROVIDER_CALLS_PER_HOUR";
  private static final String PLACES = "BILL_PROVIDER_PLACES";
  private static final String SETTLE = "BILL_NOT_FOUND_SETTLE_SECONDS";

  /** Two in a row, so that one lucky answer does not bring everybody back. */
  private static final int PROBES = 2;

  private static final int DAY_SECONDS = 86_400;

  private static final int NOT_SET = 0;

  private static final List<String> TO_METERS = List.of("flutterwave", "vtpass", "interswitch");
  private static final List<String> TO_PHONES = List.of("vtpass", "flutterwave", "interswitch");

  private final SettingReader reader;
  private final List<ProviderCode> used;

  private RoutingSettings(SettingReader reader, List<ProviderCode> used) {
    this.reader = reader;
    this.used = used;
  }

  /**
   * Reads all of it.
   *
   * @param used the providers that are used, the usual first choice first
   * @param vend as read from the settings; what of it was really set goes before the providers' own
   *     rules
   */
  static RoutingPolicy read(SettingReader reader, List<ProviderCode> used, VendPolicy vend) {
    RoutingSettings settings = new RoutingSettings(reader, used);
    CircuitPolicy biller = settings.circuit();
    // many billers stand behind one provider: it takes more to call all of it ill
    CircuitPolicy provider =
        new CircuitPolicy(
            biller.window(),
            2 * biller.minimumCalls(),
            biller.failurePercent(),
            biller.openFor(),
            biller.openAtMost(),
            biller.probesNeeded());
    return new RoutingPolicy(
        settings.order(),
        provider,
        biller,
        settings.traffic(),
        new RoutingPolicy.Outage(
            reader.seconds("BILL_OUTAGE_CLOSE_AFTER_SECONDS", 120, 0, DAY_SECONDS),
            Duration.ofMinutes(reader.whole("BILL_OUTAGE_PAID_WAIT_MINUTES", 30, 0, 1_440)),
            reader.seconds("BILL_OUTAGE_LOOK_SECONDS", 15, 1, 3_600)),
        new RoutingPolicy.Floats(
            reader.seconds("BILL_FLOAT_POLL_SECONDS", 60, 5, DAY_SECONDS),
            Duration.ofMinutes(reader.whole("BILL_FLOAT_SPENDING_MINUTES", 120, 1, 10_080)),
            Duration.ofMinutes(reader.whole("BILL_FLOAT_ALERT_MINUTES", 360, 0, 43_200)),
            Duration.ofMinutes(reader.whole("BILL_FLOAT_SHIFT_MINUTES", 30, 0, 43_200)),
            reader.seconds("BILL_FLOAT_DRY_SECONDS", 300, 1, DAY_SECONDS)),
        settings.requeries(vend));
  }

  private CircuitPolicy circuit() {
    Duration open = reader.seconds("BILL_CIRCUIT_OPEN_SECONDS", 30, 1, DAY_SECONDS);
    Duration most = reader.seconds("BILL_CIRCUIT_OPEN_AT_MOST_SECONDS", 300, 1, DAY_SECONDS);
    if (most.compareTo(open) < 0) {
      reader.fault(
          "BILL_CIRCUIT_OPEN_AT_MOST_SECONDS", "must not be less than BILL_CIRCUIT_OPEN_SECONDS");
      most = open;
    }
    return new CircuitPolicy(
        reader.seconds("BILL_CIRCUIT_WINDOW_SECONDS", 120, 1, DAY_SECONDS),
        reader.whole("BILL_CIRCUIT_MINIMUM_CALLS", 10, 1, 10_000),
        reader.whole("BILL_CIRCUIT_FAILURE_PERCENT", 50, 1, 100),
        open,
        most,
        PROBES);
  }

  private RoutingPolicy.Traffic traffic() {
    Map<ProviderCode, Integer> perHour = new HashMap<>();
    Map<ProviderCode, Integer> places = new HashMap<>();
    int usualPerHour = numbers(PER_HOUR, 1_000, 0, 100_000_000, perHour);
    int usualPlaces = numbers(PLACES, 60, 1, 10_000, places);
    return new RoutingPolicy.Traffic(
        usualPerHour,
        perHour,
        usualPlaces,
        places,
        Duration.ofMillis(reader.whole("BILL_PUT_BACK_MILLIS", 500, 10, 60_000)),
        reader.seconds("BILL_ELSEWHERE_AFTER_SECONDS", 10, 0, 3_600));
  }

  /** {@code 1000} or {@code 1000,vtpass=5000}: the usual number, and those of some. */
  private int numbers(String name, int usual, int least, int most, Map<ProviderCode, Integer> of) {
    int general = usual;
    for (String entry : reader.optional(name).map(t -> t.split(",", -1)).orElse(new String[0])) {
      String[] sides = entry.strip().split("\\s*=\\s*", -1);
      String number = sides[sides.length - 1];
      boolean sound =
          sides.length <= 2
              && number.matches("0|[1-9]\\d{0,8}")
              && Integer.parseInt(number) >= least
              && Integer.parseInt(number) <= most
              && (sides.length == 1 || isUsed(sides[0]));
      if (!sound) {
        reader.fault(
            name,
            "must be like 1000,vtpass=5000 with numbers from "
                + least
                + " to "
                + most
                + " and names out of BILL_PROVIDER_ORDER");
        return usual;
      }
      if (sides.length == 1) {
        general = Integer.parseInt(number);
      } else {
        of.put(new ProviderCode(sides[0]), Integer.parseInt(number));
      }
    }
    return general;
  }

  private boolean isUsed(String name) {
    return used.stream().anyMatch(code -> code.value().equals(name));
  }

  /** {@code electricity=flutterwave,vtpass;airtime/mtn=vtpass}. */
  private ProviderOrder order() {
    Map<BillType, List<ProviderCode>> byType = new EnumMap<>(BillType.class);
    byType.put(BillType.ELECTRICITY, usual(TO_METERS));
    byType.put(BillType.CABLE_TV, usual(TO_METERS));
    byType.put(BillType.AIRTIME, usual(TO_PHONES));
    byType.put(BillType.DATA, usual(TO_PHONES));
    Map<BillType, Map<BillerCode, List<ProviderCode>>> byBiller = new EnumMap<>(BillType.class);
    for (String entry : reader.optional(ORDERS).map(t -> t.split(";")).orElse(new String[0])) {
      if (entry.isBlank()) {
        continue;
      }
      String[] sides = entry.strip().split("\\s*=\\s*", -1);
      String[] what = sides[0].split("/", -1);
      Optional<BillType> type = BillType.named(what[0]);
      if (sides.length != 2 || what.length > 2 || type.isEmpty()) {
        reader.fault(
            ORDERS, "must be like electricity=flutterwave,vtpass;airtime/mtn=vtpass, by bill type");
        continue;
      }
      Optional<List<ProviderCode>> order = codes(sides[1]);
      boolean biller = what.length == 1 || BillerCode.isWellFormed(what[1]);
      if (order.isEmpty() || !biller) {
        reader.fault(
            ORDERS,
            "must name for "
                + type.get().wireName()
                + " providers out of BILL_PROVIDER_ORDER, each once, and a biller by its code");
      } else if (what.length == 1) {
        byType.put(type.get(), order.get());
      } else {
        byBiller
            .computeIfAbsent(type.get(), t -> new HashMap<>())
            .put(new BillerCode(what[1]), order.get());
      }
    }
    return new ProviderOrder(used, byType, byBiller);
  }

  /** The usual order of a kind of bill, of those that are used; others that are used come last. */
  private List<ProviderCode> usual(List<String> names) {
    return Stream.concat(
            names.stream().filter(this::isUsed).map(ProviderCode::new),
            used.stream().filter(code -> !names.contains(code.value())))
        .toList();
  }

  private Optional<List<ProviderCode>> codes(String text) {
    List<ProviderCode> codes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (!isUsed(name) || codes.contains(new ProviderCode(name))) {
        return Optional.empty();
      }
      codes.add(new ProviderCode(name));
    }
    return Optional.of(codes);
  }

  /** What is not set is as each provider says. */
  private RoutingPolicy.Requeries requeries(VendPolicy vend) {
    Map<ProviderCode, Integer> settleOf = new HashMap<>();
    int settle = numbers(SETTLE, NOT_SET, 1, DAY_SECONDS, settleOf);
    Map<ProviderCode, Duration> deliberate = new HashMap<>();
    settleOf.forEach((code, seconds) -> deliberate.put(code, Duration.ofSeconds(seconds)));
    return new RoutingPolicy.Requeries(
        reader
            .optional("BILL_REQUERY_DELAYS_SECONDS")
            .map(set -> vend.requeries().delays())
            .filter(gaps -> gaps.stream().noneMatch(Duration::isZero)),
        settle == NOT_SET ? Optional.empty() : Optional.of(Duration.ofSeconds(settle)),
        deliberate,
        reader.optional("BILL_REQUERY_DEADLINE_HOURS").map(set -> vend.requeryDeadline()));
  }
}
