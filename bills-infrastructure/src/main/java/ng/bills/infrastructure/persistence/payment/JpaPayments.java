package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.ConflictException;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import org.hibernate.LockMode;

/**
 * Payments as rows. The unit of work remembers what was read, so that saving writes what changed:
 * the payment's row, the attempts that are new or other than before, a delivery that is new, and
 * the moves in one statement. What it has stored is kept for whoever goes on with it on this node,
 * who then asks for its version only.
 */
@ApplicationScoped
public class JpaPayments implements Payments {

  private static final String VERSION =
      "select version, customer_name_sealed from payment where id = ?";

  private final PaymentSeals seals;
  private final PaymentRows rows;
  private final KeptPayments kept = new KeptPayments();

  @Inject
  public JpaPayments(PaymentSeals seals) {
    this.seals = seals;
    this.rows = new PaymentRows(seals);
  }

  /** For the container's proxy. */
  protected JpaPayments() {
    this(null);
  }

  /**
   * What this unit of work knows of a payment.
   *
   * @param row as it is in the database now
   * @param snapshot the same for the domain
   * @param versionRead the version an aggregate must have to be saved over it
   */
  record Known(PaymentRow row, PaymentSnapshot snapshot, long versionRead) {}

  /** The payments of one unit of work. */
  private static final class Memory {
    private final Map<UUID, Known> byId = new HashMap<>();
  }

  private static Map<UUID, Known> memory() {
    return OpenUnit.require().memory(Memory.class, Memory::new).byId;
  }

  @Override
  public void add(Payment payment) {
    PaymentSnapshot snapshot = payment.snapshot();
    if (snapshot.version() != 0) {
      throw new IllegalArgumentException(payment + " is stored already");
    }
    PaymentRow row = rows.toRow(snapshot);
    Known nothing = new Known(row, withoutParts(snapshot), 0);
    OpenUnit unit = OpenUnit.require();
    List<Token> tokens = deliver(nothing, snapshot);
    unit.write(s -> s.insert(row));
    insertParts(unit, nothing, snapshot, tokens, payment.takeNewMoves());
    memory().put(row.id, new Known(row, snapshot, 0));
  }

  @Override
  public void save(Payment payment, List<PaymentMoved> newMoves) {
    PaymentSnapshot snapshot = payment.snapshot();
    OpenUnit unit = OpenUnit.require();
    Known known = known(snapshot.id());
    if (known.versionRead != snapshot.version()) {
      throw new ConflictException(payment + " was changed since it was read", null);
    }
    PaymentRow row = known.row;
    rows.change(row, snapshot);
    if (!snapshot.customerName().equals(known.snapshot.customerName())) {
      row.customerNameSealed = seals.sealCustomerName(row.id, snapshot.customerName());
    }
    List<Token> tokens = deliver(known, snapshot);
    // attempts that end come first: a new one may not be live beside them
    changedAttempts(known.snapshot, snapshot)
        .forEach(a -> unit.write(s -> s.update(AttemptRow.of(row.id, a))));
    unit.write(s -> s.update(row));
    insertParts(unit, known, snapshot, tokens, newMoves);
    memory().put(row.id, new Known(row, snapshot, known.versionRead));
    unit.afterCommit(() -> kept.keep(new Known(row, rows.asStored(row, snapshot), row.version)));
  }

  private Known known(PaymentId id) {
    Known known = memory().get(id.value());
    if (known != null) {
      return known;
    }
    find(id).orElseThrow(() -> new ConflictException("payment " + id + " is not stored", null));
    return memory().get(id.value());
  }

  private static PaymentSnapshot withoutParts(PaymentSnapshot s) {
    return new PaymentSnapshot(
        s.id(),
        s.reference(),
        s.request(),
        s.state(),
        s.moveCount(),
        s.createdAt(),
        s.expiresAt(),
        s.updatedAt(),
        s.nextActionAt(),
        s.lease(),
        s.checkTries(),
        s.retriesUsed(),
        s.customerName(),
        List.of(),
        Optional.empty(),
        s.failure(),
        s.review(),
        s.completedAt(),
        s.version());
  }

  /** Puts a new delivery into the row; gives the tokens to store with it. */
  private static List<Token> deliver(Known known, PaymentSnapshot after) {
    if (after.delivery().isEmpty() || after.delivery().equals(known.snapshot.delivery())) {
      return List.of();
    }
    Delivery delivery = after.delivery().get();
    known.row.deliveryNumber++;
    known.row.deliveryUnits = delivery.units().orElse(null);
    known.row.deliveryReceipt = delivery.receiptNumber().orElse(null);
    return delivery.tokens();
  }

  private static List<Attempt> changedAttempts(PaymentSnapshot before, PaymentSnapshot after) {
    return IntStream.range(0, before.attempts().size())
        .filter(i -> !before.attempts().get(i).equals(after.attempts().get(i)))
        .mapToObj(after.attempts()::get)
        .toList();
  }

  private void insertParts(
      OpenUnit unit,
      Known known,
      PaymentSnapshot after,
      List<Token> tokens,
      List<PaymentMoved> moves) {
    UUID id = known.row.id;
    after.attempts().stream()
        .skip(known.snapshot.attempts().size())
        .forEach(a -> unit.write(s -> s.insert(AttemptRow.of(id, a))));
    for (int i = 0; i < tokens.size(); i++) {
      TokenRow token = new TokenRow();
      token.paymentId = id;
      token.deliveryNumber = known.row.deliveryNumber;
      token.line = i + 1;
      token.kind = tokens.get(i).kind().name();
      token.digitsSealed = seals.sealToken(token, tokens.get(i));
      unit.write(s -> s.insert(token));
    }
    insertMoves(unit, id, moves);
  }

  private static void insertMoves(OpenUnit unit, UUID id, List<PaymentMoved> moves) {
    if (moves.isEmpty()) {
      return;
    }
    String sql =
        "insert into payment_move (payment_id, seq, transition, from_state, to_state, cause, actor,"
            + " at) values (?, ?, ?, ?, ?, ?, ?, ?)"
            + ", (?, ?, ?, ?, ?, ?, ?, ?)".repeat(moves.size() - 1);
    unit.write(
        sql,
        insert -> {
          int at = 1;
          for (PaymentMoved move : moves) {
            at = bindMove(insert, at, id, move);
          }
        });
  }

  private static int bindMove(PreparedStatement insert, int first, UUID id, PaymentMoved move)
      throws SQLException {
    int at = first;
    insert.setObject(at++, id);
    insert.setInt(at++, move.sequence());
    insert.setString(at++, move.transition() == null ? null : move.transition().wireName());
    insert.setString(at++, move.from() == null ? null : move.from().wireName());
    insert.setString(at++, move.to().wireName());
    insert.setString(at++, move.cause());
    insert.setString(at++, move.actor());
    Stored.bind(insert, at++, move.at());
    return at;
  }

  @Override
  public Optional<Payment> lock(PaymentId id) {
    return keptIfCurrent(id, VERSION + " for no key update").or(() -> readLocked(id));
  }

  private Optional<Payment> readLocked(PaymentId id) {
    return Optional.ofNullable(
            OpenUnit.require()
                .rows(s -> s.get(PaymentRow.class, id.value(), LockMode.PESSIMISTIC_WRITE)))
        .map(this::load);
  }

  @Override
  public List<Payment> lockAll(Collection<PaymentReference> references) {
    List<String> values = references.stream().map(PaymentReference::value).distinct().toList();
    List<PaymentRow> found =
        OpenUnit.require()
            .rowsIn(
                PaymentRow.class,
                "from PaymentRow p where p.reference",
                values,
                " order by p.id",
                LockMode.PESSIMISTIC_WRITE);
    List<UUID> withAttempts =
        found.stream().filter(r -> r.attemptCount > 0).map(r -> r.id).toList();
    Map<UUID, List<Attempt>> attempts = attempts(withAttempts);
    return found.stream()
        .map(row -> remember(row, attempts.getOrDefault(row.id, List.of()), tokens(row)))
        .toList();
  }

  @Override
  public Optional<Payment> find(PaymentId id) {
    return keptIfCurrent(id, VERSION).or(() -> read(id));
  }

  private Optional<Payment> read(PaymentId id) {
    return Optional.ofNullable(OpenUnit.require().rows(s -> s.get(PaymentRow.class, id.value())))
        .map(this::load);
  }

  @Override
  public Optional<Payment> findByRequestReference(PartnerId partner, String requestReference) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "from PaymentRow p where p.partnerId = :partner"
                            + " and p.requestReference = :reference",
                        PaymentRow.class)
                    .setParameter("partner", partner.value())
                    .setParameter("reference", requestReference)
                    .uniqueResultOptional())
        .map(this::load);
  }

  @Override
  public List<PaymentId> expiredBefore(Instant moment, int limit) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "select p.id from PaymentRow p where p.state = 'pending_payment'"
                            + " and p.expiresAt < :moment order by p.expiresAt",
                        UUID.class)
                    .setParameter("moment", Stored.time(moment))
                    .setMaxResults(limit)
                    .getResultList())
        .stream()
        .map(PaymentId::new)
        .toList();
  }

  /** The payment as this node stored it last, unless somebody has stored it since. */
  private Optional<Payment> keptIfCurrent(PaymentId id, String version) {
    Optional<Known> last = kept.take(id.value());
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Known known = last.get();
    boolean current =
        OpenUnit.require()
            .sql(
                c -> {
                  try (PreparedStatement select = c.prepareStatement(version)) {
                    select.setObject(1, id.value());
                    try (ResultSet found = select.executeQuery()) {
                      if (!found.next() || found.getLong(1) != known.versionRead) {
                        return false;
                      }
                      // sealing it again under another key is no new version
                      known.row.customerNameSealed = found.getBytes(2);
                      return true;
                    }
                  }
                });
    if (!current) {
      return Optional.empty();
    }
    memory().put(id.value(), known);
    return Optional.of(Payment.reconstitute(known.snapshot));
  }

  private Payment load(PaymentRow row) {
    List<Attempt> attempts =
        row.attemptCount == 0
            ? List.of()
            : attempts(List.of(row.id)).getOrDefault(row.id, List.of());
    return remember(row, attempts, tokens(row));
  }

  private Payment remember(PaymentRow row, List<Attempt> attempts, List<Token> tokens) {
    PaymentSnapshot snapshot = rows.toSnapshot(row, attempts, tokens);
    memory().put(row.id, new Known(row, snapshot, row.version));
    return Payment.reconstitute(snapshot);
  }

  private static Map<UUID, List<Attempt>> attempts(List<UUID> payments) {
    return OpenUnit.require()
        .rowsIn(
            AttemptRow.class,
            "from AttemptRow a where a.paymentId",
            payments,
            " order by a.paymentId, a.seq",
            LockMode.NONE)
        .stream()
        .collect(
            Collectors.groupingBy(
                r -> r.paymentId, Collectors.mapping(AttemptRow::toAttempt, Collectors.toList())));
  }

  private List<Token> tokens(PaymentRow row) {
    if (row.deliveryNumber == 0) {
      return List.of();
    }
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "from TokenRow t where t.paymentId = :payment"
                            + " and t.deliveryNumber = :number order by t.line",
                        TokenRow.class)
                    .setParameter("payment", row.id)
                    .setParameter("number", row.deliveryNumber)
                    .getResultList())
        .stream()
        .map(seals::openToken)
        .toList();
  }
}
