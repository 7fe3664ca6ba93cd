package ng.bills.application.vending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.vend.ProviderCode;

/**
 * Who is asked first. The narrowest order counts: a biller's own, else its bill type's, else the
 * usual one. A provider that an order does not name is not asked for what the order is about.
 *
 * @param usual for everything nobody has ordered otherwise
 * @param byType by bill type
 * @param byBiller by bill type and biller
 */
public record ProviderOrder(
    List<ProviderCode> usual,
    Map<BillType, List<ProviderCode>> byType,
    Map<BillType, Map<BillerCode, List<ProviderCode>>> byBiller) {

  public ProviderOrder {
    usual = List.copyOf(usual);
    byType = copy(byType);
    byBiller =
        byBiller.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> copy(e.getValue())));
  }

  private static <K> Map<K, List<ProviderCode>> copy(Map<K, List<ProviderCode>> orders) {
    return orders.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
  }

  /** The same order for everything. */
  public static ProviderOrder always(ProviderCode... codes) {
    return new ProviderOrder(List.of(codes), Map.of(), Map.of());
  }

  /** The first choice first. */
  public List<ProviderCode> of(BillType type, BillerCode biller) {
    return Optional.ofNullable(byBiller.getOrDefault(type, Map.of()).get(biller))
        .or(() -> Optional.ofNullable(byType.get(type)))
        .orElse(usual);
  }

  /** Everybody that is named anywhere. */
  public Set<ProviderCode> everybody() {
    Stream<List<ProviderCode>> narrow =
        byBiller.values().stream().flatMap(m -> m.values().stream());
    Set<ProviderCode> all = new TreeSet<>(java.util.Comparator.comparing(ProviderCode::value));
    Stream.concat(Stream.concat(Stream.of(usual), byType.values().stream()), narrow)
        .forEach(all::addAll);
    return all;
  }
}
