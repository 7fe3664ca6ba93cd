package ng.bills.simulation.outside;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendOrder;

/** An order as it really is at a provider. Fate is decided when it leaves us. */
final class Order {

  /** Never, in a run. */
  static final Instant NEVER = Instant.MAX;

  final VendOrder asked;
  final ProviderReference theirs;
  final Optional<RejectionReason> refusal;
  final Optional<RejectionReason> denial;
  final List<Token> tokens;
  final Instant arrivesAt;
  final Instant doneAt;
  final Instant visibleFrom;
  final Instant tokensFrom;
  final boolean toldOnce;
  final Optional<Money> charged;
  boolean arrived;
  boolean done;
  boolean takenBack;
  boolean told;

  Order(
      VendOrder asked,
      ProviderReference theirs,
      Optional<RejectionReason> refusal,
      Optional<RejectionReason> denial,
      List<Token> tokens,
      Instant arrivesAt,
      Instant doneAt,
      Instant visibleFrom,
      Instant tokensFrom,
      boolean toldOnce,
      Optional<Money> charged) {
    this.asked = asked;
    this.theirs = theirs;
    this.refusal = refusal;
    this.denial = denial;
    this.tokens = tokens;
    this.arrivesAt = arrivesAt;
    this.doneAt = doneAt;
    this.visibleFrom = visibleFrom;
    this.tokensFrom = tokensFrom;
    this.toldOnce = toldOnce;
    this.charged = charged;
  }

  /** Whether the tokens are told at that moment. */
  boolean tells(Instant at) {
    return !at.isBefore(tokensFrom) && !(toldOnce && told);
  }

  /** Whether the provider says that it has refused, until it delivers. */
  boolean isDenied() {
    return denial.isPresent() && !done;
  }

  boolean succeeds() {
    return refusal.isEmpty();
  }
}
