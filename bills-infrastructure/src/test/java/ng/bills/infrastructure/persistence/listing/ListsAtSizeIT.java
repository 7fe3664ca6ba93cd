package ng.bills.infrastructure.persistence.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.listing.BeginExport;
import ng.bills.application.listing.Export;
import ng.bills.application.listing.ExportSeats;
import ng.bills.application.listing.ListPayments;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What lists and exports cost where there are many payments. {@code -Dbills.lists.rows=1000000} for
 * the long form, which needs some 2 GB of disk and prints its figures.
 */
class ListsAtSizeIT {

  private static final int ROWS = Integer.getInteger("bills.lists.rows", 30_000);
  private static final int PAGES = 10_000;
  private static final int LIMIT = ROWS / PAGES;
  private static final System.Logger LOG = System.getLogger(ListsAtSizeIT.class.getName());

  private static ManyPayments database;
  private static UnitOfWork tx;
  private static Filter all;
  private static final JpaPaymentList LIST = new JpaPaymentList(Samples.seals());

  @BeforeAll
  static void fill() throws SQLException {
    database = new ManyPayments(ROWS);
    tx = database.unitOfWork();
    all =
        new Filter(
            new PartnerId(database.partner),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  @AfterAll
  static void drop() throws SQLException {
    database.close();
  }

  private static Walk walk(Order order) {
    return new Walk(all, tx.call(() -> LIST.open(all, 0)).horizon(), order);
  }

  /** The place before the last page of ten thousand. */
  private static Place deep(Walk walk) {
    List<Entry> last = tx.call(() -> LIST.read(walk, Optional.empty(), (PAGES - 1) * LIMIT - 1, 1));
    return last.get(0).place();
  }

  @Test
  void givenManyPayments_whenPageTenThousandIsRead_thenItTouchesNoMoreThanPageOne()
      throws SQLException {
    for (Order order : Order.values()) {
      Walk walk = walk(order);
      Plan first = explain(walk, Optional.empty());
      Plan last = explain(walk, Optional.of(deep(walk)));
      String text = String.format("%s page 1 %s, page %d %s", order, first, PAGES, last);
      LOG.log(System.Logger.Level.INFO, text);

      assertThat(last.text).contains("payment_history").doesNotContain("Sort");
      assertThat(last.pages).as(text).isLessThanOrEqualTo(first.pages + 3);
      assertThat(last.rowsLookedAt).as(text).isBetween((long) LIMIT, LIMIT + 1L);
    }
  }

  @Test
  void givenManyPayments_whenPagesAreTimed_thenPageTenThousandTakesWhatPageOneTakes() {
    Walk walk = walk(Order.NEWEST_FIRST);
    Optional<Place> deep = Optional.of(deep(walk));
    List<Long> first = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      first.add(nanos(() -> LIST.read(walk, Optional.empty(), 0, LIMIT + 1)));
      last.add(nanos(() -> LIST.read(walk, deep, 0, LIMIT + 1)));
    }
    Collections.sort(first);
    Collections.sort(last);
    LOG.log(
        System.Logger.Level.INFO,
        "median of 200: page 1 {0} µs, page {1} {2} µs, count with a first page {3} ms",
        first.get(100) / 1_000,
        String.valueOf(PAGES),
        last.get(100) / 1_000,
        nanos(() -> LIST.open(all, ListPayments.COUNTED + 1)) / 1_000_000);
    assertThat(last.get(100)).isLessThan(2 * first.get(100));
  }

  private static long nanos(Runnable read) {
    long begun = System.nanoTime();
    tx.run(read);
    return System.nanoTime() - begun;
  }

  @Test
  void givenManyPayments_whenExported_thenAllOfThemAndMemoryStaysWhatItWas() {
    BeginExport begin =
        new BeginExport(
            LIST, new JpaJournalList(), new ExportSeats(Instant::now), tx, Instant::now);
    Export<Entry> payments = begin.ofPayments(all).orElseThrow();
    long rows = timed("payments", payments::read);
    assertThat(rows).isEqualTo(ROWS);
    long booked = timed("journal of payments", begin.ofJournal(all).orElseThrow()::read);
    assertThat(booked).isEqualTo(ROWS);
  }

  private interface Reading<T> {
    void read(java.util.function.Consumer<T> out);
  }

  private static <T> long timed(String what, Reading<T> export) {
    AtomicLong rows = new AtomicLong();
    AtomicLong early = new AtomicLong();
    AtomicLong late = new AtomicLong();
    long begun = System.nanoTime();
    export.read(
        row -> {
          long count = rows.incrementAndGet();
          if (count == ROWS / 10) {
            early.set(heldBytes());
          } else if (count == ROWS) {
            late.set(heldBytes());
          }
        });
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: {1} in {2} s; heap after a tenth {3} KiB, at the end {4} KiB",
        what,
        String.valueOf(rows.get()),
        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0,
        String.valueOf(early.get() / 1024),
        String.valueOf(late.get() / 1024));
    assertThat(late.get() - early.get()).as("growth in bytes").isLessThan(4 * 1024 * 1024);
    return rows.get();
  }

  private static long heldBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /**
   * What PostgreSQL did.
   *
   * @param pages of 8 KiB it touched
   * @param rowsLookedAt those that came from the index and those the filter took away
   */
  private record Plan(String text, long pages, long rowsLookedAt) {
    @Override
    public String toString() {
      return pages + " pages of 8 KiB, " + rowsLookedAt + " rows";
    }
  }

  private static Plan explain(Walk walk, Optional<Place> after) throws SQLException {
    Selection selection = Selection.of(walk, after);
    try (Connection connection = database.connect();
        PreparedStatement explain =
            connection.prepareStatement(
                "explain (analyze, buffers, timing off) "
                    + String.format(JpaPaymentList.READ, selection.sql(), LIMIT + 1, 0))) {
      selection.bind(connection, explain, 1);
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      String text = plan.toString();
      long pages =
          number(text, "shared hit=(\\d+)") + number(text, "shared(?: hit=\\d+)? read=(\\d+)");
      long rows =
          number(text, "Index Scan.*rows=(\\d+)\\s+loops=1")
              + number(text, "Removed by Filter: (\\d+)");
      return new Plan(text, pages, rows);
    }
  }

  /** Of its first place; 0 when it is nowhere. */
  private static long number(String plan, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(plan);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
