package ng.bills.application.insight;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import ng.bills.application.insight.port.Figures;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.vend.ProviderCode;

/**
 * The figures of a period.
 *
 * @param period which
 * @param slices what happened
 * @param calls how providers answered
 * @param open what has not ended, as of {@code at}
 * @param balances our balances
 * @param at when it was read
 */
public record Dashboard(
    Period period,
    List<Figures.Slice> slices,
    List<Figures.Calls> calls,
    List<Figures.Open> open,
    List<Figures.Balance> balances,
    Instant at) {

  public Dashboard {
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(at, "at");
    slices = List.copyOf(slices);
    calls = List.copyOf(calls);
    open = List.copyOf(open);
    balances = List.copyOf(balances);
  }

  /** All of it together. */
  public Tally total() {
    return slices.stream().map(Figures.Slice::tally).reduce(Tally.NOTHING, Tally::plus);
  }

  /** By kind of bill; kinds with nothing are left out. */
  public Map<BillType, Tally> byType() {
    Map<BillType, Tally> sums = new TreeMap<>();
    slices.forEach(s -> sums.merge(s.type(), s.tally(), Tally::plus));
    return sums;
  }

  /** By provider, as far as one has part in it. */
  public Map<ProviderCode, Tally> byProvider() {
    Map<ProviderCode, Tally> sums = new TreeMap<>(Comparator.comparing(ProviderCode::value));
    slices.forEach(s -> s.provider().ifPresent(p -> sums.merge(p, s.tally(), Tally::plus)));
    return sums;
  }

  /** One number for each step of the period. */
  public long[] series(Function<Tally, Long> number) {
    long[] series = new long[period.steps()];
    slices.forEach(s -> series[s.step()] += number.apply(s.tally()));
    return series;
  }
}
