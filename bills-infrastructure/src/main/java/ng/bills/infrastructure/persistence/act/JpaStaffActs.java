package ng.bills.infrastructure.persistence.act;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.port.ConflictException;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Acts by native statements; indexes see to it that one proposal about the same waits. */
@ApplicationScoped
public class JpaStaffActs implements StaffActs {

  private static final String INSERT =
      """
      insert into staff_act (id, kind, payment_id, refund_id, reason, evidence, staff_id, staff_name, at, expires_at,
                             condition, state, outcome, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""";

  private static final String DECIDE =
      """
      update staff_act
         set state = ?, second_id = ?, second_name = ?, decided_at = ?, words = ?, outcome = ?, version = version + 1
       where id = ? and version = ? and state = 'proposed'""";

  private static final String SELECT =
      """
      select id, kind, payment_id, refund_id, reason, evidence, staff_id, staff_name, at, expires_at, condition, state,
             second_id, second_name, decided_at, words, outcome, version
        from staff_act""";

  /** Each half along an index of its own. */
  private static final String OF_PAYMENT =
      " where id in (select a.id from staff_act a where a.payment_id = ? union"
          + " select a.id from refund f join staff_act a on a.refund_id = f.id"
          + " where f.payment_id = ?) order by at, id";

  private interface Parameters {
    void bind(PreparedStatement select) throws SQLException;
  }

  @Override
  public void add(StaffAct act) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                insert.setObject(1, act.id().value());
                insert.setString(2, act.kind().wireName());
                insert.setObject(3, act.payment().map(PaymentId::value).orElse(null));
                insert.setObject(4, act.refund().map(RefundId::value).orElse(null));
                insert.setString(5, act.reason());
                insert.setString(6, act.evidence().orElse(null));
                insert.setObject(7, act.by().id().value());
                insert.setString(8, act.by().name());
                Stored.bind(insert, 9, act.at());
                Stored.bind(insert, 10, act.expiresAt().orElse(null));
                insert.setString(11, act.condition().text());
                insert.setString(12, act.state().wireName());
                insert.setString(13, act.outcome().orElse(null));
                return insert.executeUpdate();
              }
            });
  }

  @Override
  public void save(StaffAct act) {
    int changed =
        OpenUnit.require()
            .sql(
                c -> {
                  try (PreparedStatement update = c.prepareStatement(DECIDE)) {
                    Optional<StaffAct.Decision> said = act.decision();
                    update.setString(1, act.state().wireName());
                    update.setObject(2, said.map(d -> d.by().id().value()).orElse(null));
                    update.setString(3, said.map(d -> d.by().name()).orElse(null));
                    Stored.bind(update, 4, said.map(StaffAct.Decision::at).orElse(null));
                    update.setString(5, said.map(StaffAct.Decision::words).orElse(null));
                    update.setString(6, act.outcome().orElse(null));
                    update.setObject(7, act.id().value());
                    update.setLong(8, act.version());
                    return update.executeUpdate();
                  }
                });
    if (changed != 1) {
      throw new ConflictException(act + " was decided since it was read", null);
    }
  }

  @Override
  public Optional<StaffAct> lock(ActId id) {
    return read(" where id = ? for update", s -> s.setObject(1, id.value())).stream().findFirst();
  }

  @Override
  public Optional<StaffAct> waitingOn(PaymentId payment) {
    return read(
            " where payment_id = ? and refund_id is null and state = 'proposed' for update",
            s -> s.setObject(1, payment.value()))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<StaffAct> waitingOn(RefundId refund) {
    return read(
            " where refund_id = ? and state = 'proposed' for update",
            s -> s.setObject(1, refund.value()))
        .stream()
        .findFirst();
  }

  @Override
  public List<StaffAct> of(PaymentId payment) {
    return read(
        OF_PAYMENT,
        s -> {
          s.setObject(1, payment.value());
          s.setObject(2, payment.value());
        });
  }

  @Override
  public List<StaffAct> waiting(int limit) {
    return read(" where state = 'proposed' order by at limit ?", s -> s.setInt(1, limit));
  }

  @Override
  public List<StaffAct> decided(int limit) {
    return read(
        " where moves_money and state <> 'proposed' order by at desc limit ?",
        s -> s.setInt(1, limit));
  }

  private static List<StaffAct> read(String where, Parameters parameters) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SELECT + where)) {
                parameters.bind(select);
                List<StaffAct> acts = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    acts.add(act(rows));
                  }
                }
                return acts;
              }
            });
  }

  private static StaffAct act(ResultSet row) throws SQLException {
    UUID second = row.getObject(13, UUID.class);
    return new StaffAct(
        new ActId(row.getObject(1, UUID.class)),
        Stored.named(ActKind.class, row.getString(2)),
        Optional.ofNullable(row.getObject(3, UUID.class)).map(PaymentId::new),
        Optional.ofNullable(row.getObject(4, UUID.class)).map(RefundId::new),
        row.getString(5),
        Optional.ofNullable(row.getString(6)),
        colleague(row.getObject(7, UUID.class), row.getString(8)),
        Stored.instant(row, 9),
        Optional.ofNullable(Stored.instant(row, 10)),
        new ActCondition(row.getString(11)),
        Stored.named(ActState.class, row.getString(12)),
        second == null
            ? Optional.empty()
            : Optional.of(
                new StaffAct.Decision(
                    colleague(second, row.getString(14)),
                    Stored.instant(row, 15),
                    row.getString(16))),
        Optional.ofNullable(row.getString(17)),
        row.getLong(18));
  }

  private static Colleague colleague(UUID id, String name) {
    return new Colleague(new StaffId(id), name, Set.of());
  }
}
