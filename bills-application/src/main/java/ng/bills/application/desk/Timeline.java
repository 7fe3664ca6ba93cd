package ng.bills.application.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.desk.TimelineEntry.Kind;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeTry;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.webhook.ProviderEvent;

/** Puts everything that happened to a payment into one order. */
final class Timeline {

  private static final int STROOP_DIGITS = 7;

  private final List<TimelineEntry> entries = new ArrayList<>();

  /**
   * By time; what happened in one moment by its sort, and within that as it was told. Every source
   * tells its things in one order, so the same payment always reads the same.
   */
  List<TimelineEntry> inOrder() {
    return entries.stream()
        .sorted(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::kind))
        .toList();
  }

  private void add(Instant at, Kind kind, String who, String text) {
    add(at, kind, who, text, Optional.empty());
  }

  private void add(Instant at, Kind kind, String who, String text, Optional<String> detail) {
    entries.add(new TimelineEntry(at, kind, who, text, detail));
  }

  void moved(PaymentMoved move) {
    String to = move.to().wireName();
    String from = move.from() == null ? "" : move.from().wireName() + " → ";
    add(move.at(), Kind.MOVE, move.actor(), from + to + ": " + move.cause());
  }

  void noted(PaymentNote note) {
    add(note.at(), Kind.NOTE, note.provider().value(), note.text());
  }

  void received(FundsReceipt receipt) {
    add(
        receipt.closedAt(),
        Kind.RECEIPT,
        "stellar",
        receipt.amount() + " arrived in transaction " + receipt.transactionHash());
  }

  void attempted(Attempt attempt) {
    String who = attempt.provider().value();
    String number = "attempt " + attempt.sequence() + " (" + attempt.reference() + ")";
    add(attempt.startedAt(), Kind.ATTEMPT, who, number + " begins");
    attempt
        .answeredAt()
        .ifPresent(
            at ->
                add(
                    at,
                    Kind.ATTEMPT,
                    who,
                    number
                        + " is "
                        + attempt.state().wireName()
                        + attempt.statusCode().map(c -> ", code " + c).orElse("")
                        + attempt.providerReference().map(r -> ", their reference " + r).orElse("")
                        + attempt.detail().map(d -> ": " + d).orElse("")));
  }

  void exchanged(Exchange exchange) {
    String answer = exchange.httpStatus() == 0 ? "no answer" : "HTTP " + exchange.httpStatus();
    add(
        exchange.at(),
        Kind.EXCHANGE,
        exchange.provider().value(),
        exchange.kind().name().toLowerCase(Locale.ROOT)
            + ": "
            + answer
            + " after "
            + exchange.took().toMillis()
            + " ms",
        Optional.of(
            MaskedText.of(exchange.request()) + "\n\n" + MaskedText.of(exchange.response())));
  }

  void heard(ProviderEvents.Heard heard) {
    ProviderEvent event = heard.event();
    add(
        event.receivedAt(),
        Kind.WEBHOOK,
        event.news().provider().value(),
        event.news().kind()
            + " is "
            + event.state().wireName()
            + event.note().map(n -> ": " + n).orElse(""),
        Optional.of(MaskedText.of(heard.body())));
  }

  void reviewed(Review review) {
    add(
        review.since(),
        Kind.REVIEW,
        "bills",
        "needs a person ("
            + review.kind().name().toLowerCase(Locale.ROOT)
            + "): "
            + review.reason());
  }

  void refunded(Refund refund) {
    String amount = refund.order().amount().toString();
    add(
        refund.createdAt(),
        Kind.REFUND,
        "bills",
        amount + " is to go back (" + refund.reason().wireName() + ")");
    for (RefundAttempt attempt : refund.attempts()) {
      add(
          attempt.preparedAt(),
          Kind.REFUND,
          "stellar",
          "refund transaction "
              + attempt.signed().hash()
              + " is "
              + attempt.state().wireName()
              + attempt.lastCode().map(c -> " (" + c + ")").orElse(""));
    }
    refund.confirmedAt().ifPresent(at -> add(at, Kind.REFUND, "stellar", amount + " is back"));
  }

  /** As it is; what came before stands in its tries, and so do those that failed. */
  void told(Notice notice) {
    String kind = notice.kind().wireName();
    String channel = notice.channel().wireName();
    notice
        .sentAt()
        .ifPresent(at -> add(at, Kind.NOTICE, channel, kind + " is sent, try " + notice.tries()));
    notice
        .nextActionAt()
        .filter(at -> notice.tries() == 0)
        .ifPresent(at -> add(at, Kind.NOTICE, channel, kind + " is to be sent"));
  }

  void tried(NoticeTry attempt) {
    String result =
        switch (attempt.result()) {
          case SENT -> " was sent, try ";
          case FAILED -> " was not sent and is tried again, try ";
          case GIVEN_UP -> " was not sent and is given up, try ";
        };
    add(
        attempt.at(),
        Kind.NOTICE,
        attempt.channel().wireName(),
        attempt.kind().wireName()
            + result
            + attempt.number()
            + attempt.error().map(e -> ": " + e).orElse(""));
  }

  void toldPartner(HookDeliveries.Told told) {
    HookDelivery delivery = told.delivery();
    String type = delivery.type().wireName();
    String replays = delivery.replays() == 0 ? "" : ", replays " + delivery.replays();
    add(
        delivery.createdAt(),
        Kind.PARTNER,
        told.host(),
        type + " is " + delivery.state().wireName() + ", calls " + delivery.attempts() + replays,
        Optional.of(MaskedText.of(told.body())));
    for (HookAttempt call : told.calls()) {
      String number = type + ", call " + call.number();
      call.end()
          .ifPresentOrElse(
              end ->
                  add(
                      end.at(),
                      Kind.PARTNER,
                      told.host(),
                      number
                          + ": "
                          + end.status().map(s -> "HTTP " + s).orElse("no answer")
                          + end.error().map(e -> ", " + e).orElse("")
                          + " after "
                          + Duration.between(call.startedAt(), end.at()).toMillis()
                          + " ms",
                      end.answer().map(MaskedText::of)),
              () -> add(call.startedAt(), Kind.PARTNER, told.host(), number + " began"));
    }
  }

  void booked(JournalEntry entry) {
    add(
        entry.at(),
        Kind.JOURNAL,
        "ledger",
        entry.reference(),
        Optional.of(
            entry.postings().stream().map(Timeline::line).collect(Collectors.joining("\n"))));
  }

  private static String line(Posting posting) {
    String side = posting.stroops() > 0 ? "debit  " : "credit ";
    long stroops = Math.abs(posting.stroops());
    return side
        + posting.account()
        + " "
        + BigDecimal.valueOf(stroops, STROOP_DIGITS).toPlainString();
  }

  void waitedTooLong(ClockBreach breach) {
    add(
        breach.at(),
        Kind.BREACH,
        "clock",
        breach.clocked().wireName()
            + " longer than "
            + breach.limit().toSeconds()
            + " s: "
            + breach.finding().cause().wireName());
  }

  /**
   * What somebody did or proposed, and how a proposal ended.
   *
   * @param lapsedAt when a proposal was seen not to hold any more, as the audit log has it
   */
  void acted(StaffAct act, Optional<Instant> lapsedAt) {
    boolean proposed = act.kind().movesMoney();
    String kind = act.kind().wireName();
    String outcome = act.outcome().map(o -> " (" + o + ")").orElse("");
    add(
        act.at(),
        Kind.ACT,
        act.by().name(),
        proposed
            ? kind + " proposed: " + act.reason()
            : kind
                + " ("
                + act.state().wireName()
                + "): "
                + act.reason()
                + act.outcome().map(o -> " – " + o).orElse(""),
        act.evidence());
    act.decision()
        .ifPresent(
            said ->
                add(
                    said.at(),
                    Kind.ACT,
                    said.by().name(),
                    kind
                        + (act.state() == ActState.EXECUTED ? " approved and done" : " refused")
                        + (said.words().isEmpty() ? "" : ": " + said.words())));
    if (act.state() == ActState.EXPIRED) {
      lapsedAt
          .or(act::expiresAt)
          .ifPresent(at -> add(at, Kind.ACT, "bills", kind + " lapsed" + outcome));
    }
  }
}
