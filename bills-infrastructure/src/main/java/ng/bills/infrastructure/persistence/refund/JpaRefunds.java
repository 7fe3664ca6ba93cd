package ng.bills.infrastructure.persistence.refund;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.port.ConflictException;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.infrastructure.persistence.OpenUnit;
import org.hibernate.LockMode;

/** Refunds as rows. As with payments, the unit of work remembers what was read. */
@ApplicationScoped
public class JpaRefunds implements Refunds {

  private record Known(RefundRow row, RefundSnapshot snapshot, long versionRead) {}

  /** The refunds of one unit of work. */
  private static final class Memory {
    private final Map<UUID, Known> byId = new HashMap<>();
  }

  private static Map<UUID, Known> memory() {
    return OpenUnit.require().memory(Memory.class, Memory::new).byId;
  }

  @Override
  public void add(Refund refund) {
    RefundSnapshot snapshot = refund.snapshot();
    if (snapshot.version() != 0) {
      throw new IllegalArgumentException(refund + " is stored already");
    }
    RefundRow row = RefundRow.of(snapshot);
    OpenUnit unit = OpenUnit.require();
    unit.rows(s -> s.insert(row));
    snapshot.attempts().forEach(a -> unit.rows(s -> s.insert(RefundAttemptRow.of(row.id, a))));
    memory().put(row.id, new Known(row, snapshot, 0));
  }

  @Override
  public void save(Refund refund) {
    RefundSnapshot snapshot = refund.snapshot();
    Known known = known(snapshot.id());
    if (known.versionRead != snapshot.version()) {
      throw new ConflictException(refund + " was changed since it was read", null);
    }
    OpenUnit unit = OpenUnit.require();
    RefundRow row = known.row;
    row.change(snapshot);
    List<RefundAttempt> before = known.snapshot.attempts();
    unit.rows(
        s -> {
          // transactions that ended first: a new one may not be live beside them
          for (int i = 0; i < before.size(); i++) {
            RefundAttempt now = snapshot.attempts().get(i);
            if (!before.get(i).equals(now)) {
              s.update(RefundAttemptRow.of(row.id, now));
            }
          }
          s.update(row);
          snapshot.attempts().stream()
              .skip(before.size())
              .forEach(a -> s.insert(RefundAttemptRow.of(row.id, a)));
          return row;
        });
    memory().put(row.id, new Known(row, snapshot, known.versionRead));
  }

  private static Known known(RefundId id) {
    Known known = memory().get(id.value());
    if (known != null) {
      return known;
    }
    return Optional.ofNullable(OpenUnit.require().rows(s -> s.get(RefundRow.class, id.value())))
        .map(JpaRefunds::remember)
        .orElseThrow(() -> new ConflictException("refund " + id + " is not stored", null));
  }

  @Override
  public Optional<Refund> lock(RefundId id) {
    return Optional.ofNullable(
            OpenUnit.require()
                .rows(s -> s.get(RefundRow.class, id.value(), LockMode.PESSIMISTIC_WRITE)))
        .map(row -> Refund.reconstitute(remember(row).snapshot()));
  }

  @Override
  public List<Refund> of(PaymentId payment) {
    List<RefundRow> rows =
        OpenUnit.require()
            .rows(
                s ->
                    s.createSelectionQuery(
                            "from RefundRow r where r.paymentId = :payment"
                                + " order by r.createdAt, r.id",
                            RefundRow.class)
                        .setParameter("payment", payment.value())
                        .getResultList());
    Map<UUID, List<RefundAttempt>> attempts = attempts(rows.stream().map(r -> r.id).toList());
    return rows.stream()
        .map(row -> remember(row, attempts.getOrDefault(row.id, List.of())))
        .map(known -> Refund.reconstitute(known.snapshot()))
        .toList();
  }

  private static Known remember(RefundRow row) {
    return remember(row, attempts(List.of(row.id)).getOrDefault(row.id, List.of()));
  }

  private static Known remember(RefundRow row, List<RefundAttempt> attempts) {
    Known known = new Known(row, row.toSnapshot(attempts), row.version);
    memory().put(row.id, known);
    return known;
  }

  private static Map<UUID, List<RefundAttempt>> attempts(List<UUID> refunds) {
    return OpenUnit.require()
        .rowsIn(
            RefundAttemptRow.class,
            "from RefundAttemptRow a where a.refundId",
            refunds,
            " order by a.refundId, a.number",
            LockMode.NONE)
        .stream()
        .collect(
            Collectors.groupingBy(
                r -> r.refundId,
                Collectors.mapping(RefundAttemptRow::toAttempt, Collectors.toList())));
  }
}
