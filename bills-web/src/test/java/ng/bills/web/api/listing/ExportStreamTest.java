package ng.bills.web.api.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import ng.bills.application.listing.BeginExport;
import ng.bills.application.listing.Export;
import ng.bills.application.listing.ExportSeats;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.Place;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How much of an export there is at any time: the rows are made when they are read, and whoever
 * reads a batch looks how much has gone out by then.
 */
class ExportStreamTest {

  /** -Dbills.export.rows=1000000 for the long form. */
  private static final long ROWS = Long.getLong("bills.export.rows", 50_000);

  private static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));
  private static final Filter ALL =
      new Filter(PARTNER, Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

  private final MemoryWorld world = new MemoryWorld(7);
  private final Taker taker = new Taker();
  private long made;
  private long mostHeld;

  /** Counts, and keeps the end only. */
  private static final class Taker extends OutputStream {
    private long bytes;
    private long lines;
    private long goneAfter = Long.MAX_VALUE;
    private final StringBuilder line = new StringBuilder();
    private String last = "";

    @Override
    public void write(int b) throws IOException {
      bytes++;
      if (bytes > goneAfter) {
        throw new IOException("connection reset");
      }
      if (b == '\n') {
        lines++;
        last = line.toString();
        line.setLength(0);
      } else {
        line.append((char) b);
      }
    }
  }

  private final class ManyPayments implements PaymentList {
    @Override
    public Opening open(Filter filter, int countUpTo) {
      return new Opening(new Horizon(1, 1, List.of()), world.instant(), 0);
    }

    @Override
    public Instant settledUntil() {
      return world.instant().minus(Duration.ofMinutes(2));
    }

    @Override
    public List<Entry> read(Walk walk, Optional<Place> after, int skip, int limit) {
      // what was made and has not gone out is in memory
      mostHeld = Math.max(mostHeld, made - taker.lines);
      long first = after.map(p -> p.id().value().getLeastSignificantBits() + 1).orElse(0L);
      long end = Math.min(ROWS, first + limit);
      made = Math.max(made, end);
      return LongStream.range(first, end).mapToObj(ExportStreamTest::entry).toList();
    }
  }

  private static PaymentList.Entry entry(long i) {
    return new PaymentList.Entry(
        new PaymentHistory.Line(
            new PaymentId(new UUID(0, i)),
            "REFERENCE" + i,
            PaymentState.COMPLETED,
            BillType.ELECTRICITY,
            "ekedc",
            "450****890",
            500_000,
            3_000,
            Instant.EPOCH.plusSeconds(i),
            Instant.EPOCH.plusSeconds(i),
            Optional.of(Instant.EPOCH.plusSeconds(i))),
        Optional.of("order-" + i),
        Optional.empty(),
        Optional.empty());
  }

  private Export<PaymentList.Entry> begun() {
    return new BeginExport(
            new ManyPayments(),
            (walk, after, limit) -> List.of(),
            new ExportSeats(world),
            world.unitOfWork(),
            world)
        .ofPayments(ALL)
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void givenManyRows_whenExported_thenNoMoreThanABatchIsHeldAndTheEndSaysHowMany(
      ExportFormat format) throws IOException {
    ExportStream.ofPayments(begun(), format).write(taker);

    // a batch of 500, and what fits into the buffers of the writers
    assertThat(mostHeld).isBetween(1L, 700L);
    if (format == ExportFormat.CSV) {
      assertThat(taker.lines).isEqualTo(ROWS + 2);
      assertThat(taker.last).isEqualTo("END," + ROWS + ",".repeat(15) + "\r");
    } else {
      assertThat(taker.lines).isEqualTo(ROWS + 1);
      assertThat(taker.last)
          .isEqualTo(
              "{\"end\":{\"rows\":"
                  + ROWS
                  + ",\"as_of\":\"2026-03-09T12:00:00Z\","
                  + "\"settled_until\":\"2026-03-09T11:58:00Z\"}}");
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void givenTakerHasGone_whenExported_thenNothingIsReadOn(ExportFormat format) {
    taker.goneAfter = 500_000;
    assertThatThrownBy(() -> ExportStream.ofPayments(begun(), format).write(taker))
        .isInstanceOf(IOException.class);
    assertThat(made).isLessThan(6_000);
    assertThat(taker.last).doesNotContain("END").doesNotContain("\"end\"");
  }

  @Test
  void givenTakerIsTooSlow_whenAnHourHasPassed_thenTheExportEndsWithoutItsEnd() {
    Export<PaymentList.Entry> export = begun();
    assertThatThrownBy(() -> export.read(row -> world.pass(Duration.ofSeconds(10))))
        .isInstanceOf(Export.TooSlowException.class);
    assertThat(made).isLessThan(2_000);
  }
}
