package ng.bills.application.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.desk.TimelineEntry.Kind;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.webhook.ProviderEvent;

/** Puts everything that happened to a payment into one order. */
final class Timeline {

  private static final int STROOP_DIGITS = 7;

  private final List<TimelineEntry> entries = new ArrayList<>();

  /** By time; what happened in one moment by its sort, and within that as it was told. */
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

  void heard(ProviderEvent event) {
    add(
        event.receivedAt(),
        Kind.WEBHOOK,
        event.news().provider().value(),
        event.news().kind()
            + " is "
            + event.state().wireName()
            + event.note().map(n -> ": " + n).orElse(""));
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

  void told(Notice notice) {
    notice
        .sentAt()
        .or(notice::nextActionAt)
        .ifPresent(
            at ->
                add(
                    at,
                    Kind.NOTICE,
                    notice.channel().wireName(),
                    notice.kind().wireName()
                        + " is "
                        + notice.state().wireName()
                        + ", tries "
                        + notice.tries()
                        + notice.lastError().map(e -> ": " + e).orElse("")));
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

  void acted(StaffAct act) {
    add(
        act.at(),
        Kind.ACT,
        act.by().name(),
        act.kind().wireName()
            + " ("
            + act.state().wireName()
            + "): "
            + act.reason()
            + howItEnded(act).map(how -> " – " + how).orElse(""),
        act.evidence());
    act.decision()
        .ifPresent(
            said ->
                add(
                    said.at(),
                    Kind.ACT,
                    said.by().name(),
                    act.kind().wireName()
                        + " "
                        + act.state().wireName()
                        + (said.words().isEmpty() ? "" : ": " + said.words())));
  }

  /** What the state alone does not say. */
  private static Optional<String> howItEnded(StaffAct act) {
    return act.outcome().filter(how -> !act.kind().movesMoney() || act.state() == ActState.EXPIRED);
  }
}
