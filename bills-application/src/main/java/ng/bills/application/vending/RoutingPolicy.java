package ng.bills.application.vending;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.provider.CircuitPolicy;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.RequeryRules;

/**
 * How providers are chosen, spared and given up; a value made from the settings at start-up.
 *
 * @param order who is asked first
 * @param provider when a provider counts as ill
 * @param biller when one biller's line at one provider does
 * @param traffic how much is asked of a provider
 * @param outage what becomes of bills nobody can pay just now
 * @param floats when our balance at a provider counts as low
 * @param requeries what the operator wants otherwise than the providers' own rules
 */
public record RoutingPolicy(
    ProviderOrder order,
    CircuitPolicy provider,
    CircuitPolicy biller,
    Traffic traffic,
    Outage outage,
    Floats floats,
    Requeries requeries) {

  public RoutingPolicy {
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(traffic, "traffic");
    Objects.requireNonNull(outage, "outage");
    Objects.requireNonNull(floats, "floats");
    Objects.requireNonNull(requeries, "requeries");
  }

  /**
   * How much is asked of a provider: calls an hour by all nodes, places by each.
   *
   * @param perHour calls an hour, where not named otherwise; 0 for as many as there are
   * @param perHourOf by provider
   * @param places orders under way at once, and as many questions, where not named otherwise
   * @param placesOf by provider
   * @param putBack how long a payment that found no place waits, at most twice that
   * @param elsewhereAfter how long it comes back for a place before the next provider is asked
   */
  public record Traffic(
      int perHour,
      Map<ProviderCode, Integer> perHourOf,
      int places,
      Map<ProviderCode, Integer> placesOf,
      Duration putBack,
      Duration elsewhereAfter) {

    public Traffic {
      perHourOf = Map.copyOf(perHourOf);
      placesOf = Map.copyOf(placesOf);
      if (places < 1 || placesOf.values().stream().anyMatch(p -> p < 1)) {
        throw new IllegalArgumentException("a provider has at least one place");
      }
      if (perHour < 0 || perHourOf.values().stream().anyMatch(c -> c < 0)) {
        throw new IllegalArgumentException("nobody is asked less than never");
      }
      if (putBack.isNegative() || putBack.isZero()) {
        throw new IllegalArgumentException("a payment put back waits for some time");
      }
      Objects.requireNonNull(elsewhereAfter, "elsewhereAfter");
    }

    Optional<Quota> quota(ProviderCode provider) {
      int calls = perHourOf.getOrDefault(provider, perHour);
      return calls == 0 ? Optional.empty() : Optional.of(Quota.inAny(calls, Duration.ofHours(1)));
    }

    int places(ProviderCode provider) {
      return placesOf.getOrDefault(provider, places);
    }
  }

  /**
   * What becomes of bills that no healthy provider can pay.
   *
   * @param closeAfter how long that must last before the biller is not sold any more
   * @param paidWait how long a payment already paid for waits for a provider, counted from when it
   *     began to wait, before its money goes back; zero: not at all
   * @param lookAgain how often it is looked whether somebody can
   */
  public record Outage(Duration closeAfter, Duration paidWait, Duration lookAgain) {

    public Outage {
      if (closeAfter.isNegative() || paidWait.isNegative()) {
        throw new IllegalArgumentException("waits are not negative");
      }
      if (lookAgain.isNegative() || lookAgain.isZero()) {
        throw new IllegalArgumentException("looking again takes some time");
      }
    }
  }

  /**
   * When our balance at a provider counts as low.
   *
   * @param every how often a balance is asked for
   * @param spendingOver over how long the rate of spending is taken
   * @param alertBelow somebody is told when it lasts less than that
   * @param shiftBelow others are asked first when it lasts less than that
   * @param dryFor how long a provider that refused for lack of float is left alone, unless its
   *     balance is told before
   */
  public record Floats(
      Duration every,
      Duration spendingOver,
      Duration alertBelow,
      Duration shiftBelow,
      Duration dryFor) {

    public Floats {
      if (spendingOver.isNegative() || spendingOver.isZero()) {
        throw new IllegalArgumentException("a rate needs a time");
      }
      Objects.requireNonNull(every, "every");
      Objects.requireNonNull(alertBelow, "alertBelow");
      Objects.requireNonNull(shiftBelow, "shiftBelow");
      Objects.requireNonNull(dryFor, "dryFor");
    }
  }

  /**
   * What the operator wants otherwise than the providers' own rules. Their floors always hold.
   *
   * <p>A settle time that is too short buys a bill twice: the order is still on its way when "not
   * found" is believed. So the one for all only ever raises what a provider says itself; below that
   * leads only a number meant for that provider alone, and of that somebody is told at start-up.
   *
   * @param gaps waits between requeries
   * @param settle from when on a repeated "not found" counts at the earliest, whoever says it
   * @param settleOf the same, in place of what that provider says
   * @param deadline after it a person looks
   */
  public record Requeries(
      Optional<List<Duration>> gaps,
      Optional<Duration> settle,
      Map<ProviderCode, Duration> settleOf,
      Optional<Duration> deadline) {

    /** The providers' own rules and nothing else. */
    public static final Requeries AS_THEY_SAY =
        new Requeries(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    public Requeries {
      settleOf = Map.copyOf(settleOf);
    }

    RequeryRules over(ProviderCode provider, RequeryRules theirs) {
      Duration settled = settle(provider, theirs.settle());
      Duration end = deadline.orElse(theirs.deadline());
      return new RequeryRules(
          theirs.floor(),
          settled,
          gaps.orElse(theirs.gaps()),
          end.compareTo(settled) < 0 ? settled : end);
    }

    private Duration settle(ProviderCode provider, Duration theirs) {
      Duration raised = settle.filter(all -> all.compareTo(theirs) > 0).orElse(theirs);
      return settleOf.getOrDefault(provider, raised);
    }
  }
}
