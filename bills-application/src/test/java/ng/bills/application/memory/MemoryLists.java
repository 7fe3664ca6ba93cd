package ng.bills.application.memory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.JournalList;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.Place;
import ng.bills.application.listing.port.PlaceSeals;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;

/** Lists over memory. Rows are numbered in the order in which a list saw them first. */
public final class MemoryLists {

  private static final Comparator<Payment> OLDEST_FIRST =
      Comparator.comparing(Payment::createdAt).thenComparing(p -> p.id().value());

  private final MemoryWorld world;
  private final Map<PaymentId, Long> paymentsSeen = new HashMap<>();
  private final Map<String, Long> entriesSeen = new HashMap<>();
  private long moments;

  public MemoryLists(MemoryWorld world) {
    this.world = world;
  }

  public PaymentList payments() {
    return new PaymentList() {
      @Override
      public Opening open(Filter filter, int countUpTo) {
        moments++;
        for (Payment payment : world.allPayments()) {
          paymentsSeen.putIfAbsent(payment.id(), moments);
          world
              .journal()
              .of(payment.id())
              .forEach(entry -> entriesSeen.putIfAbsent(entry.reference(), moments));
        }
        Horizon now = new Horizon(moments + 1, moments + 1, List.of());
        long count = matching(new Walk(filter, now, Order.OLDEST_FIRST), Optional.empty()).count();
        return new Opening(now, world.instant(), Math.min(count, countUpTo));
      }

      @Override
      public Instant settledUntil() {
        return world.instant().minus(Duration.ofMinutes(2));
      }

      @Override
      public List<Entry> read(Walk walk, Optional<Place> after, int skip, int limit) {
        return matching(walk, after).skip(skip).limit(limit).map(MemoryLists::entry).toList();
      }
    };
  }

  public JournalList journal() {
    return (walk, after, limit) ->
        matching(walk, after)
            .limit(limit)
            .map(
                p ->
                    new JournalList.Booked(
                        place(p), p.reference().value(), entries(p.id(), walk.horizon())))
            .toList();
  }

  /** Seals that open for their list only, and hide nothing. */
  public static PlaceSeals seals() {
    return new PlaceSeals() {
      @Override
      public String seal(String list, byte[] place) {
        byte[] check = check(list, place);
        byte[] both = Arrays.copyOf(place, place.length + check.length);
        System.arraycopy(check, 0, both, place.length, check.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
      }

      @Override
      public Optional<byte[]> open(String list, String text) {
        byte[] both;
        try {
          both = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
        byte[] place = Arrays.copyOf(both, Math.max(0, both.length - 32));
        return seal(list, place).equals(text) ? Optional.of(place) : Optional.empty();
      }
    };
  }

  private static byte[] check(String list, byte[] place) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(list.getBytes(StandardCharsets.UTF_8));
      return digest.digest(place);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private List<JournalEntry> entries(PaymentId payment, Horizon horizon) {
    return world.journal().of(payment).stream()
        .filter(e -> entriesSeen.getOrDefault(e.reference(), Long.MAX_VALUE) < horizon.from())
        .toList();
  }

  private Stream<Payment> matching(PaymentList.Walk walk, Optional<Place> after) {
    Filter filter = walk.filter();
    boolean newest = walk.order() == PaymentList.Order.NEWEST_FIRST;
    Comparator<Payment> order = newest ? OLDEST_FIRST.reversed() : OLDEST_FIRST;
    Comparator<Place> places =
        Comparator.comparing(Place::createdAt).thenComparing(p -> p.id().value());
    return world.allPayments().stream()
        .filter(p -> p.request().partner().equals(filter.partner()))
        .filter(p -> filter.states().isEmpty() || filter.states().contains(p.state()))
        .filter(p -> filter.billType().filter(t -> t != p.request().billType()).isEmpty())
        .filter(p -> filter.from().filter(f -> p.createdAt().isBefore(f)).isEmpty())
        .filter(p -> filter.to().filter(t -> !p.createdAt().isBefore(t)).isEmpty())
        .filter(p -> paymentsSeen.getOrDefault(p.id(), Long.MAX_VALUE) < walk.horizon().from())
        .filter(
            p ->
                after.isEmpty()
                    || (newest
                        ? places.compare(place(p), after.get()) < 0
                        : places.compare(place(p), after.get()) > 0))
        .sorted(order);
  }

  private static Place place(Payment payment) {
    return new Place(payment.createdAt(), payment.id());
  }

  private static PaymentList.Entry entry(Payment p) {
    return new PaymentList.Entry(
        new PaymentHistory.Line(
            p.id(),
            p.reference().value(),
            p.state(),
            p.request().billType(),
            p.request().biller().value(),
            p.request().account().masked(),
            p.request().amount().kobo(),
            p.request().fee().kobo(),
            p.createdAt(),
            p.snapshot().updatedAt(),
            p.snapshot().completedAt()),
        p.request().requestReference(),
        p.request().plan().map(plan -> plan.value()),
        p.failure().map(failure -> failure.code().name()));
  }
}
