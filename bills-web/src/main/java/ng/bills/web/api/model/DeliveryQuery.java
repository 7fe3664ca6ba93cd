package ng.bills.web.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ng.bills.application.payment.Fault;
import ng.bills.domain.hook.HookDeliveryState;

/**
 * The query of a delivery log, every wrong parameter named.
 *
 * @param limit how many
 * @param state only these
 * @param cursor where to go on, as it came
 * @param faults everything that is wrong
 */
public record DeliveryQuery(
    int limit, Optional<HookDeliveryState> state, Optional<String> cursor, List<Fault> faults) {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final Set<String> KNOWN = Set.of("limit", "cursor", "status");

  /** An id as the API writes it. */
  public static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  public DeliveryQuery {
    faults = List.copyOf(faults);
  }

  public static DeliveryQuery read(Map<String, List<String>> query) {
    List<Fault> faults = new ArrayList<>();
    query.forEach(
        (name, values) -> {
          if (!KNOWN.contains(name)) {
            faults.add(
                new Fault(
                    name.length() > 64 ? name.substring(0, 64) : name,
                    "UNKNOWN_FIELD",
                    "there is no such parameter"));
          } else if (values.size() > 1) {
            faults.add(new Fault(name, "DUPLICATE_FIELD", "is there more than once"));
          }
        });
    return new DeliveryQuery(
        limit(single(query, "limit"), faults),
        state(single(query, "status"), faults),
        single(query, "cursor"),
        faults);
  }

  private static Optional<String> single(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static int limit(Optional<String> text, List<Fault> faults) {
    if (text.isPresent()) {
      int number = text.get().matches("\\d{1,3}") ? Integer.parseInt(text.get()) : 0;
      if (number >= 1 && number <= MAX_LIMIT) {
        return number;
      }
      faults.add(new Fault("limit", "MALFORMED", "must be a whole number, 1 to " + MAX_LIMIT));
    }
    return DEFAULT_LIMIT;
  }

  private static Optional<HookDeliveryState> state(Optional<String> text, List<Fault> faults) {
    Optional<HookDeliveryState> state =
        text.flatMap(
            t ->
                Arrays.stream(HookDeliveryState.values())
                    .filter(s -> s.wireName().equals(t))
                    .findFirst());
    if (text.isPresent() && state.isEmpty()) {
      faults.add(new Fault("status", "MALFORMED", "must be due, delivered, failed or cancelled"));
    }
    return state;
  }
}
