package ng.bills.infrastructure.persistence.refund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Instant;
import ng.bills.application.refund.port.RefundLane;
import ng.bills.domain.refund.RefundId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** The lane is one row per source account, taken with one statement. */
@ApplicationScoped
public class JpaRefundLane implements RefundLane {

  // another refund's live transaction of that account keeps everybody else out, lane or no lane
  private static final String TAKE =
      """
      insert into refund_lane as lane (source_account, refund_id, until)
      select v.source_account, v.refund_id, v.until
        from (values (?, ?::uuid, ?::timestamptz)) v (source_account, refund_id, until)
       where not exists (select from refund_attempt a
                          where a.source_account = v.source_account and a.state = 'live'
                            and a.refund_id <> v.refund_id)
      on conflict (source_account) do update
        set refund_id = excluded.refund_id, until = excluded.until
        where lane.refund_id = excluded.refund_id or lane.until <= ?""";

  private static final String RELEASE =
      "delete from refund_lane where source_account = ? and refund_id = ?";

  @Override
  public boolean take(String sourceAccount, RefundId refund, Instant until, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement take = c.prepareStatement(TAKE)) {
                take.setString(1, sourceAccount);
                take.setObject(2, refund.value());
                Stored.bind(take, 3, until);
                Stored.bind(take, 4, now);
                return take.executeUpdate() == 1;
              }
            });
  }

  @Override
  public void release(String sourceAccount, RefundId refund) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement release = c.prepareStatement(RELEASE)) {
                release.setString(1, sourceAccount);
                release.setObject(2, refund.value());
                return release.executeUpdate();
              }
            });
  }
}
