package ng.bills.web.api.listing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.listing.ListPayments.Rest;
import ng.bills.application.listing.port.PlaceSeals;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.partner.PartnerId;

/**
 * Where lists go on, as opaque texts. Each is bound to its list, its partner and its filter: one
 * that was altered, belongs to somebody else or comes with another filter is no cursor at all.
 */
@Singleton
public class ListCursors {

  /** What is wrong with a cursor that does not open. */
  public static final Fault REFUSED =
      new Fault("cursor", "MALFORMED", "not a next_cursor of an answer to you with these filters");

  private final PlaceSeals seals;

  @Inject
  public ListCursors(PlaceSeals seals) {
    this.seals = seals;
  }

  /** Of a list of payments. */
  public String payments(Filter filter, Rest rest) {
    return seals.seal(list(filter), RestBytes.write(rest));
  }

  public Optional<Rest> payments(Filter filter, String cursor) {
    return seals.open(list(filter), cursor).map(RestBytes::read);
  }

  private static String list(Filter filter) {
    String states =
        filter.states().stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
    return String.join(
        "/",
        "payments",
        filter.partner().value().toString(),
        states,
        filter.billType().map(Enum::name).orElse(""),
        filter.from().map(String::valueOf).orElse(""),
        filter.to().map(String::valueOf).orElse(""));
  }

  /**
   * A delivery log.
   *
   * @param partner whose
   * @param endpoint of which
   * @param state only these
   */
  public record Log(PartnerId partner, HookEndpointId endpoint, Optional<HookDeliveryState> state) {

    private String list() {
      return String.join(
          "/",
          "deliveries",
          partner.value().toString(),
          endpoint.value().toString(),
          state.map(Enum::name).orElse(""));
    }
  }

  /** Of a delivery log. */
  public String deliveries(Log log, HookEventId last) {
    UUID id = last.value();
    return seals.seal(
        log.list(),
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  public Optional<HookEventId> deliveries(Log log, String cursor) {
    return seals
        .open(log.list(), cursor)
        .map(ByteBuffer::wrap)
        .map(place -> new HookEventId(new UUID(place.getLong(), place.getLong())));
  }
}
