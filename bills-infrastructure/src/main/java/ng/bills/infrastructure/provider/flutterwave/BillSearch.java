package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveWire.Envelope;

/**
 * Looks for a bill of ours in their list of payments, page by page. Whose reference the list's own
 * filter means is not documented, so it is not used: a filter by theirs would answer ours with an
 * empty list, and an empty list licenses another vend. The bill is denied only when the whole list
 * was read and every payment in it names its order.
 */
final class BillSearch {
  /** A list with more is not read to its end, and denies nothing. */
  static final int MOST_PAGES = 20;

  /** Asks for a page. */
  interface Pages {
    /**
     * @param page 1 for the first
     * @param within how long it may take to be answered once connected
     */
    OutsideAnswer ask(int page, Duration within);
  }

  private final VendReference reference;
  private final Money ordered;
  private final Instant now;
  private final Set<JsonObject> seen = new HashSet<>();
  private boolean allNamed = true;

  private BillSearch(VendReference reference, Money ordered, Instant now) {
    this.reference = reference;
    this.ordered = ordered;
    this.now = now;
  }

  /**
   * What the list says of the order.
   *
   * @param within how long the whole list may take: each page gets what is left of it, so that many
   *     pages take no longer than the one question that a lease has time for
   */
  static RequeryOutcome of(
      VendReference reference, Money ordered, Pages pages, InstantSource clock, Duration within) {
    Instant start = clock.instant();
    BillSearch search = new BillSearch(reference, ordered, start);
    for (int page = 1; page <= MOST_PAGES; page++) {
      Duration left = within.minus(Duration.between(start, clock.instant()));
      if (left.isNegative() || left.isZero()) {
        return new Unknown("list", "Flutterwave: no time for the whole list");
      }
      Optional<RequeryOutcome> end = search.read(page, pages.ask(page, left));
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Unknown("list", "Flutterwave: the list is too long");
  }

  /** Reads a page; empty when the next one is wanted. */
  private Optional<RequeryOutcome> read(int page, OutsideAnswer answer) {
    return answer.fold(
        answered -> read(page, answered),
        notSent -> Optional.of(new Unknown(notSent.what(), "Flutterwave could not be asked")),
        noAnswer -> Optional.of(new Unknown(noAnswer.what(), "Flutterwave: no answer")));
  }

  private Optional<RequeryOutcome> read(int page, OutsideAnswer.Answered answered) {
    Optional<Envelope> list = FlutterwaveWire.envelope(answered).filter(Envelope::isSuccess);
    if (list.isEmpty()) {
      return Optional.of(new Unknown(answered.toString(), "Flutterwave: no list of payments"));
    }
    JsonObject data = list.get().data();
    String words = "http " + answered.status() + " success list";
    OptionalInt total = count(data, "total");
    Optional<List<JsonObject>> rows = FlutterwaveWire.objects(data.get("transactions"));
    if (rows.isEmpty()) {
      // samples of an empty list have no member of that name, but a total
      boolean empty = !data.containsKey("transactions") && total.equals(OptionalInt.of(0));
      return Optional.of(empty ? new NotFound(words) : notWhole(words));
    }
    for (JsonObject row : rows.get()) {
      if (FlutterwaveOutcomes.isOf(reference, row)) {
        return Optional.of(FlutterwaveOutcomes.there(reference, ordered, row, words, now));
      }
      allNamed &= FlutterwaveWire.textOrNumber(row, "customer_reference").isPresent();
    }
    boolean news = seen.addAll(rows.get());
    if (page > 1 && !news) {
      return Optional.of(notWhole(words)); // the page before once more, or nothing
    }
    OptionalInt last = count(data, "total_pages");
    if (last.isEmpty() && !total.equals(OptionalInt.of(0))) {
      return Optional.of(notWhole(words));
    }
    if (page < last.orElse(0)) {
      return news ? Optional.empty() : Optional.of(notWhole(words));
    }
    boolean whole = allNamed && seen.size() >= total.orElse(0);
    return Optional.of(whole ? new NotFound(words) : notWhole(words));
  }

  private static RequeryOutcome notWhole(String words) {
    return new Unknown(words, "Flutterwave: not the whole list");
  }

  private static OptionalInt count(JsonObject data, String name) {
    return FlutterwaveWire.textOrNumber(data, name)
        .filter(digits -> digits.matches("\\d{1,9}"))
        .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
        .orElseGet(OptionalInt::empty);
  }
}
