package ng.bills.web.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import ng.bills.application.listing.ListPayments.Rest;
import ng.bills.application.listing.ListPayments.Total;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.Place;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestBytesTest {

  private static final Place PLACE =
      new Place(Instant.parse("2026-01-31T22:59:59.123456Z"), new PaymentId(new UUID(-7, 9)));

  static List<Rest> rests() {
    return List.of(
        new Rest(new Horizon(0, 0, List.of()), new Total(0, true), PLACE),
        new Rest(new Horizon(127, 128, List.of(127L)), new Total(5, true), PLACE),
        new Rest(
            new Horizon(7_000_000_000L, 7_000_001_000L, List.of(7_000_000_000L, 7_000_000_999L)),
            new Total(100_000, false),
            PLACE),
        new Rest(
            new Horizon(1, Long.MAX_VALUE, LongStream.range(1, 500).boxed().toList()),
            new Total(Long.MAX_VALUE, true),
            new Place(
                Instant.parse("1970-01-01T00:00:00.999999999Z"), new PaymentId(new UUID(0, 0)))));
  }

  @ParameterizedTest
  @MethodSource("rests")
  void givenRest_whenWrittenAndRead_thenItIsTheSame(Rest rest) {
    assertThat(RestBytes.read(RestBytes.write(rest))).isEqualTo(rest);
  }
}
