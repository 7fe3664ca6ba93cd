package ng.bills.infrastructure.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.stage.port.DueWork;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundId;

/**
 * Claims with one statement each. A claim raises the row's version, so that nobody who has read it
 * before can overwrite the lease.
 */
@ApplicationScoped
public class JpaDueWork implements DueWork {

  // public: the figures measure these very statements
  // FOR NO KEY UPDATE: foreign keys that point here do not make a row look taken
  public static final String CLAIM_PAYMENTS =
      """
      with due as materialized (
        select id, next_action_at from payment
         where state = ? and next_action_at <= ? and review_kind is null
           and (lease_until is null or lease_until <= ?)
         order by next_action_at limit ? for no key update skip locked)
      update payment p set lease_id = ?, lease_until = ?, version = version + 1
        from due where p.id = due.id
      returning p.id, due.next_action_at""";

  private static final String CLAIM_PAYMENT =
      """
      with due as materialized (
        select id from payment
         where id = ? and next_action_at <= ? and review_kind is null
           and (lease_until is null or lease_until <= ?)
         for no key update skip locked)
      update payment p set lease_id = ?, lease_until = ?, version = version + 1
        from due where p.id = due.id""";

  public static final String CLAIM_REFUNDS =
      """
      with due as materialized (
        select id, next_action_at from refund
         where next_action_at <= ? and (lease_until is null or lease_until <= ?)
         order by next_action_at limit ? for no key update skip locked)
      update refund r set lease_id = ?, lease_until = ?, version = version + 1
        from due where r.id = due.id
      returning r.id, due.next_action_at""";

  public static final String CLAIM_NOTICES =
      """
      with due as materialized (
        select id, next_action_at from notice
         where next_action_at <= ? and (lease_until is null or lease_until <= ?)
         order by next_action_at limit ? for no key update skip locked)
      update notice n set lease_id = ?, lease_until = ?, version = version + 1
        from due where n.id = due.id
      returning n.id, due.next_action_at""";

  private static final String CLAIM_NOTICE =
      """
      with due as materialized (
        select id from notice
         where id = ? and next_action_at <= ? and (lease_until is null or lease_until <= ?)
         for no key update skip locked)
      update notice n set lease_id = ?, lease_until = ?, version = version + 1
        from due where n.id = due.id""";

  private static final String OLDEST_DUE =
      """
      select min(next_action_at) from payment
       where state = any (?) and next_action_at <= ? and review_kind is null""";

  @Override
  public List<PaymentId> claimPayments(PaymentState state, int limit, Lease lease, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement claim = c.prepareStatement(CLAIM_PAYMENTS)) {
                claim.setString(1, state.wireName());
                bindClaim(claim, 2, limit, lease, now);
                return oldestFirst(claim).stream().map(PaymentId::new).toList();
              }
            });
  }

  @Override
  public boolean claimPayment(PaymentId payment, Lease lease, Instant now) {
    return claimOne(CLAIM_PAYMENT, payment.value(), lease, now);
  }

  @Override
  public List<RefundId> claimRefunds(int limit, Lease lease, Instant now) {
    return claimMany(CLAIM_REFUNDS, limit, lease, now).stream().map(RefundId::new).toList();
  }

  @Override
  public List<NoticeId> claimNotices(int limit, Lease lease, Instant now) {
    return claimMany(CLAIM_NOTICES, limit, lease, now).stream().map(NoticeId::new).toList();
  }

  @Override
  public boolean claimNotice(NoticeId notice, Lease lease, Instant now) {
    return claimOne(CLAIM_NOTICE, notice.value(), lease, now);
  }

  @Override
  public Optional<Instant> oldestDue(Set<PaymentState> states, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement oldest = c.prepareStatement(OLDEST_DUE)) {
                oldest.setArray(1, c.createArrayOf("text", wireNames(states)));
                Stored.bind(oldest, 2, now);
                try (ResultSet rows = oldest.executeQuery()) {
                  rows.next();
                  return Optional.ofNullable(Stored.instant(rows, 1));
                }
              }
            });
  }

  private static List<UUID> claimMany(String sql, int limit, Lease lease, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement claim = c.prepareStatement(sql)) {
                bindClaim(claim, 1, limit, lease, now);
                return oldestFirst(claim);
              }
            });
  }

  private static boolean claimOne(String sql, UUID id, Lease lease, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement claim = c.prepareStatement(sql)) {
                claim.setObject(1, id);
                Stored.bind(claim, 2, now);
                Stored.bind(claim, 3, now);
                claim.setObject(4, lease.id());
                Stored.bind(claim, 5, lease.until());
                return claim.executeUpdate() == 1;
              }
            });
  }

  private static void bindClaim(
      PreparedStatement claim, int first, int limit, Lease lease, Instant now)
      throws java.sql.SQLException {
    Stored.bind(claim, first, now);
    Stored.bind(claim, first + 1, now);
    claim.setInt(first + 2, limit);
    claim.setObject(first + 3, lease.id());
    Stored.bind(claim, first + 4, lease.until());
  }

  private record Claimed(UUID id, Instant dueAt) {}

  private static List<UUID> oldestFirst(PreparedStatement claim) throws java.sql.SQLException {
    List<Claimed> claimed = new ArrayList<>();
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        claimed.add(new Claimed(rows.getObject(1, UUID.class), Stored.instant(rows, 2)));
      }
    }
    claimed.sort(Comparator.comparing(Claimed::dueAt));
    return claimed.stream().map(Claimed::id).toList();
  }

  private static Object[] wireNames(Set<PaymentState> states) {
    return states.stream().map(PaymentState::wireName).toArray();
  }
}
