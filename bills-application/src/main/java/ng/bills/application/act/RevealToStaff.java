package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;

/** Shows what is masked, to one person, for a reason; that it was shown is kept before it is. */
@Singleton
public class RevealToStaff {

  /** What is masked. */
  public enum Secret {
    ACCOUNT,
    CUSTOMER_NAME,
    PHONE,
    EMAIL,
    /** Worth what was paid to whoever has it. */
    TOKENS,
    /** What was sent to providers and what they answered, whole. */
    EXCHANGES;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came of it. */
  public sealed interface Result {}

  /**
   * Shown.
   *
   * @param values the values, one or several; none when there is nothing of the kind
   */
  public record Shown(Secret secret, List<String> values) implements Result {

    public Shown {
      values = List.copyOf(values);
    }

    /** Without the values. */
    @Override
    public String toString() {
      return secret.wireName() + " shown";
    }
  }

  /** Not shown. */
  public record NotShown(ActResult.Why why) implements Result {}

  private final Payments payments;
  private final Refunds refunds;
  private final ProviderExchanges exchanges;
  private final KeepAct keep;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public RevealToStaff(
      Payments payments,
      Refunds refunds,
      ProviderExchanges exchanges,
      KeepAct keep,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.payments = payments;
    this.refunds = refunds;
    this.exchanges = exchanges;
    this.keep = keep;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** Shows it, when there is a reason. */
  public Result reveal(Colleague to, PaymentId id, Secret secret, String reason) {
    if (!ActRights.mayRequest(ActKind.REVEAL, to.roles())) {
      return new NotShown(ActResult.Why.NOT_ALLOWED);
    }
    if (!RequestAct.isText(reason)) {
      return new NotShown(ActResult.Why.REASON_NEEDED);
    }
    Optional<Payment> payment = tx.call(() -> kept(to, id, secret, reason.strip()));
    if (payment.isEmpty()) {
      return new NotShown(ActResult.Why.NOT_FOUND);
    }
    return new Shown(secret, values(payment.get(), secret));
  }

  private Optional<Payment> kept(Colleague to, PaymentId id, Secret secret, String reason) {
    Optional<Payment> found = payments.find(id);
    found.ifPresent(
        payment ->
            keep.begun(
                StaffAct.done(
                    new ActId(ids.newId()),
                    ActKind.REVEAL,
                    id,
                    reason,
                    to,
                    ActCondition.of(payment, refunds.of(id)),
                    secret.wireName() + " shown",
                    clock.instant())));
    return found;
  }

  private List<String> values(Payment payment, Secret secret) {
    return switch (secret) {
      case ACCOUNT -> List.of(payment.request().account().number());
      case CUSTOMER_NAME -> payment.customerName().stream().toList();
      case PHONE -> payment.request().phone().map(p -> p.number()).stream().toList();
      case EMAIL -> payment.request().email().stream().toList();
      case TOKENS ->
          payment.delivery().stream()
              .flatMap(d -> d.tokens().stream())
              .map(t -> t.kind() + " " + t.grouped())
              .toList();
      case EXCHANGES ->
          exchanges.of(payment.id()).stream()
              .map(e -> e.request() + "\n\n" + e.httpStatus() + "\n" + e.response())
              .toList();
    };
  }
}
