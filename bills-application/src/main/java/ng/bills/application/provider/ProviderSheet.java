package ng.bills.application.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import ng.bills.application.insight.port.Figures;
import ng.bills.application.provider.port.ProviderOffers;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.provider.FloatForecast;
import ng.bills.domain.vend.ProviderCode;

/**
 * How a provider does.
 *
 * @param provider which
 * @param on whether it gets orders
 * @param switched the last switching, if it was ever switched
 * @param standings its circuits on this node, as a whole and by biller
 * @param attempts what became of its attempts in the last 24 hours
 * @param calls how it answered in the last 24 hours
 * @param balance our float there and how long it lasts, if it ever told
 * @param floatLow whether that is less than operations want to be told of
 * @param places its place in the order, from 1, for each kind of bill it is asked for
 * @param catalogue how our copy of its catalogue stands, if it sells bills
 */
public record ProviderSheet(
    ProviderCode provider,
    boolean on,
    Optional<ProviderSwitches.Switching> switched,
    List<ProviderHealth.Standing> standings,
    Tally attempts,
    List<Figures.Calls> calls,
    Optional<FloatForecast> balance,
    boolean floatLow,
    Map<BillType, Integer> places,
    Optional<ProviderOffers.Copy> catalogue) {

  public ProviderSheet {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(attempts, "attempts");
    standings = List.copyOf(standings);
    calls = List.copyOf(calls);
  }

  /** The circuit of the provider as a whole; empty when this node has not asked it yet. */
  public Optional<ProviderHealth.Standing> whole() {
    return standings.stream().filter(s -> s.line().isEmpty()).findFirst();
  }
}
