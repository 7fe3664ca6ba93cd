package ng.bills.web.console.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.application.fee.FeeAnswer;
import ng.bills.application.fee.FindFees;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;
import ng.bills.domain.staff.StaffId;
import ng.bills.web.page.Formats;

/** Fees and their changes, as the page writes them. */
public final class FeeLines {

  private final Words words;
  private final StaffId reader;

  FeeLines(Words words, StaffId reader) {
    this.words = words;
    this.reader = reader;
  }

  String why(FeeAnswer answer) {
    return words.say("fee.why." + answer.name());
  }

  String label(FeeScope scope) {
    return scope.kind() == FeeScope.Kind.BILL_TYPE
        ? words.say("type." + scope.code())
        : words.say("fee.ofBiller", scope.code());
  }

  /**
   * A fee that is charged.
   *
   * @param what for which bills
   * @param naira how much
   * @param since from when, and by whom
   * @param next what it becomes
   */
  public record Present(String what, String naira, String since, List<String> next) {}

  Present present(FindFees.Present present) {
    return new Present(
        label(present.scope()),
        present.fee().map(Money::kobo).map(Formats::naira).orElse("–"),
        present.by().map(this::decided).orElseGet(() -> words.say("fee.setting")),
        present.next().stream().map(this::next).toList());
  }

  private String decided(FeeChange change) {
    return words.say(
        "fee.by",
        Formats.time(change.startsAt()),
        change.by().name(),
        change.decision().map(d -> d.by().name()).orElse(""));
  }

  private String next(FeeChange change) {
    return words.say(
        "fee.next", Formats.naira(change.fee().kobo()), Formats.time(change.startsAt()));
  }

  /**
   * A change as it stands on the page.
   *
   * @param id for deciding
   * @param what for which bills
   * @param from what was charged
   * @param to what is to be charged
   * @param startsAt from when on
   * @param state its key in the texts
   * @param proposed by whom and when
   * @param decided by whom, when and in which words; empty when nobody has
   * @param reason why
   * @param own whether it is the reader's
   */
  public record Change(
      String id,
      String what,
      String from,
      String to,
      String startsAt,
      String state,
      String proposed,
      String decided,
      String reason,
      boolean own) {}

  Change change(FeeChange c) {
    return new Change(
        c.id().toString(),
        label(c.scope()),
        c.former().map(Money::kobo).map(Formats::naira).orElse("–"),
        Formats.naira(c.fee().kobo()),
        Formats.time(c.startsAt()),
        c.state().wireName(),
        said(c.by(), c.at(), ""),
        c.decision().map(d -> said(d.by(), d.at(), d.words())).orElse(""),
        c.reason(),
        c.by().id().equals(reader));
  }

  private static String said(Colleague who, Instant at, String what) {
    return who.name() + ", " + Formats.time(at) + (what.isEmpty() ? "" : ": " + what);
  }

  /**
   * Fees of the settings that were in force for a time.
   *
   * @param since from when
   * @param current whether they are still
   * @param fees each with what it is for
   */
  public record Version(String since, boolean current, List<Fee> fees) {

    public Version {
      fees = List.copyOf(fees);
    }
  }

  /**
   * A fee.
   *
   * @param what for which bills
   * @param naira how much
   */
  public record Fee(String what, String naira) {}

  Version version(FeeHistory.InForce inForce, boolean current) {
    List<Fee> fees = new ArrayList<>();
    for (BillType type : BillType.values()) {
      Money fee = inForce.fees().byType().getOrDefault(type, Money.ZERO);
      fees.add(new Fee(label(FeeScope.of(type)), Formats.naira(fee.kobo())));
    }
    inForce.fees().byBiller().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(BillerCode::value)))
        .forEach(e -> fees.add(new Fee(e.getKey().value(), Formats.naira(e.getValue().kobo()))));
    return new Version(Formats.time(inForce.since()), current, fees);
  }
}
