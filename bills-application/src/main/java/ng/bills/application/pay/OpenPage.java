package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.HousePartner;
import ng.bills.domain.pay.PageSecret;

/** Somebody comes to the pay page, by a partner's link or without one. */
@Singleton
public class OpenPage {

  /** How long a form may be filled in. */
  static final Duration FILL_IN = Duration.ofHours(2);

  private final PageTickets tickets;
  private final PagePayments pages;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final PagePolicy policy;

  @Inject
  public OpenPage(
      PageTickets tickets,
      PagePayments pages,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      PagePolicy policy) {
    this.tickets = tickets;
    this.pages = pages;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /** What whoever comes is shown. */
  public sealed interface Result {}

  /**
   * A form.
   *
   * @param ticket to be sealed into it
   * @param partner by whose link, when by one
   */
  public record Fresh(PageTicket ticket, Optional<String> partner) implements Result {}

  /** The page of the payment that the link was used for. */
  public record Begun(PageSecret secret) implements Result {}

  /** The link is over. */
  public record Over(Optional<String> returnUrl) implements Result {}

  /** No link of ours, or one that was changed. */
  public record Forged() implements Result {}

  /** Nobody is let in without a partner's link. */
  public record LinksOnly() implements Result {}

  /** Opens the page, by a link or without one. */
  public Result open(Optional<String> link) {
    Instant now = clock.instant();
    if (link.isEmpty()) {
      return policy.open() ? new Fresh(fresh(now), Optional.empty()) : new LinksOnly();
    }
    Optional<PageTicket> opened = tickets.openLink(link.get());
    if (opened.isEmpty()) {
      return new Forged();
    }
    PageTicket ticket = opened.get();
    if (tx.call(() -> pages.find(ticket.secret())).isPresent()) {
      return new Begun(ticket.secret());
    }
    if (ticket.isOver(now)) {
      return new Over(ticket.returnUrl());
    }
    Instant until = earlier(now.plus(FILL_IN), ticket.expiresAt());
    return new Fresh(
        ticket.with(ticket.form(), Optional.empty(), until),
        tx.call(() -> pages.partnerName(ticket.partner())));
  }

  /** Who made the link that a ticket comes from; empty for ourselves. */
  public Optional<String> partnerOf(PageTicket ticket) {
    return ticket.partner().equals(HousePartner.ID)
        ? Optional.empty()
        : tx.call(() -> pages.partnerName(ticket.partner()));
  }

  private PageTicket fresh(Instant now) {
    return new PageTicket(
        PageSecret.of(ids.randomBytes(PageSecret.BYTES)),
        HousePartner.ID,
        emptyForm(),
        Optional.empty(),
        Optional.empty(),
        now.plus(FILL_IN));
  }

  private static PaymentForm emptyForm() {
    return new PaymentForm(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
