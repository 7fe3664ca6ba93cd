package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.desk.port.PaymentSearch;
import ng.bills.application.desk.port.SearchTerm;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * Searches along narrow indexes, one question for each thing the words can be. Accounts, phones and
 * addresses are found by the trail, and those of the last minutes, which are not on it yet, along
 * the primary key.
 */
@ApplicationScoped
public class JpaPaymentSearch implements PaymentSearch {

  private static final String BY_REFERENCE = "select id from payment where reference = ?";
  private static final String BY_ID = "select id from payment where id = ?::uuid";

  // partners are few; each has an index of its own references
  private static final String BY_REQUEST =
      """
      select p.id from partner c
        join payment p on p.partner_id = c.id and p.request_reference = ?
       limit ?""";

  private static final String BY_VEND = "select payment_id from attempt where reference = ?";

  // providers are few: one after the other along the index, then each is asked
  private static final String BY_PROVIDER =
      """
      with recursive providers (code) as (
        (select provider from attempt where provider_reference is not null order by provider limit 1)
        union all
        select (select a.provider from attempt a
                 where a.provider_reference is not null and a.provider > p.code
                 order by a.provider limit 1)
          from providers p where p.code is not null)
      select a.payment_id from providers p
        join attempt a on a.provider = p.code and a.provider_reference = ?
       order by a.started_at desc
       limit ?""";

  private static final String BY_HASH =
      """
      select payment_id from funds_receipt
       where left(transaction_hash, 16) = left(?, 16) and transaction_hash = ? and payment_id is not null
      union
      select a.payment_id from funds_receipt r join funds_assignment a on a.operation_key = r.operation_key
       where left(r.transaction_hash, 16) = left(?, 16) and r.transaction_hash = ?
      union
      select f.payment_id from refund_attempt t join refund f on f.id = t.refund_id
       where t.hash = ? and f.payment_id is not null
       limit ?""";

  private static final String BY_SENDER =
      """
      select coalesce(r.payment_id, a.payment_id)
        from funds_receipt r left join funds_assignment a on a.operation_key = r.operation_key
       where left(r.sender, 16) = left(?, 16) and r.sender = ?
         and (r.payment_id is not null or a.payment_id is not null)
       order by r.closed_at desc
       limit ?""";

  private static final String ON_TRAIL =
      "select payment_id from payment_trail where %s = ? order by payment_id desc limit ?";

  private static final String END_OF_TRAIL = "select upto from payment_trail_end";

  // the end as a value, not as a subquery: only so the planner knows how few come after it
  private static final String AFTER_TRAIL =
      "select id from payment where id > ? and %s = ? order by id desc limit ?";

  private static final String ADDRESSES_AFTER_TRAIL =
      "select id, email_sealed from payment where id > ?"
          + " and email_sealed is not null order by id desc limit ?";

  /**
   * Addresses are opened to be compared, the newest first, so not without bound: whoever is not
   * reached is found two minutes later, by the trail.
   */
  private static final int OPENED_AT_MOST = 5_000;

  private static final long OPENING_NANOS = Duration.ofMillis(60).toNanos();
  private static final int OPENED_AT_ONCE = 500;

  private final PaymentSeals seals;
  private final PaymentLines lines;
  private final PaymentTrail trail;

  @Inject
  public JpaPaymentSearch(PaymentSeals seals) {
    this.seals = seals;
    this.lines = new PaymentLines(seals);
    this.trail = new PaymentTrail(seals);
  }

  /** For the container's proxy. */
  protected JpaPaymentSearch() {
    this(null);
  }

  @Override
  public List<PaymentId> having(SearchTerm term, int limit) {
    String value = term.value();
    Set<UUID> found =
        OpenUnit.require()
            .sql(
                c ->
                    switch (term.kind()) {
                      case PAYMENT_REFERENCE -> ids(c, BY_REFERENCE, value);
                      case PAYMENT_ID -> ids(c, BY_ID, value);
                      case REQUEST_REFERENCE -> ids(c, BY_REQUEST, value, limit);
                      case VEND_REFERENCE -> ids(c, BY_VEND, value);
                      case PROVIDER_REFERENCE -> ids(c, BY_PROVIDER, value, limit);
                      case STELLAR_HASH ->
                          ids(c, BY_HASH, value, value, value, value, value, limit);
                      case STELLAR_ACCOUNT -> ids(c, BY_SENDER, value, value, limit);
                      case ACCOUNT ->
                          onTrail(c, "account", "account_hash", seals.hashAccount(value), limit);
                      case PHONE ->
                          onTrail(c, "phone", "phone_hash", seals.hashPhone(value), limit);
                      case EMAIL -> byAddress(c, value, limit);
                    });
    return found.stream().limit(limit).map(PaymentId::new).toList();
  }

  private static Set<UUID> onTrail(
      Connection connection, String column, String whole, byte[] hash, int limit)
      throws SQLException {
    Set<UUID> found =
        ids(connection, String.format(AFTER_TRAIL, whole), endOfTrail(connection), hash, limit);
    found.addAll(
        ids(connection, String.format(ON_TRAIL, column), TrailHashes.shortened(hash), limit));
    return found;
  }

  private Set<UUID> byAddress(Connection connection, String address, int limit)
      throws SQLException {
    Set<UUID> found = new LinkedHashSet<>();
    try (PreparedStatement select = connection.prepareStatement(ADDRESSES_AFTER_TRAIL)) {
      select.setObject(1, endOfTrail(connection));
      select.setInt(2, OPENED_AT_MOST);
      select.setFetchSize(OPENED_AT_ONCE);
      long begin = System.nanoTime();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next() && System.nanoTime() - begin < OPENING_NANOS) {
          UUID id = rows.getObject(1, UUID.class);
          boolean same =
              TrailHashes.email(seals.openEmail(id, rows.getBytes(2)))
                  .filter(address::equals)
                  .isPresent();
          if (same) {
            found.add(id);
          }
        }
      }
    }
    long hash = TrailHashes.shortened(seals.hashEmail(address));
    found.addAll(ids(connection, String.format(ON_TRAIL, "email"), hash, limit));
    return found;
  }

  private static UUID endOfTrail(Connection connection) throws SQLException {
    return ids(connection, END_OF_TRAIL).iterator().next();
  }

  private static Set<UUID> ids(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      Set<UUID> ids = new LinkedHashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }

  @Override
  public List<PaymentHistory.Line> lines(Collection<PaymentId> payments) {
    if (payments.isEmpty()) {
      return Collections.emptyList();
    }
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(
                      PaymentLines.SELECT + "id = any (?) order by created_at desc, id desc")) {
                Object[] ids = payments.stream().map(PaymentId::value).toArray();
                select.setArray(1, c.createArrayOf("uuid", ids));
                List<PaymentHistory.Line> all = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    all.add(lines.line(rows));
                  }
                }
                return all;
              }
            });
  }

  @Override
  public int writeTrail(Instant before, int limit) {
    return OpenUnit.require().sql(c -> trail.write(c, before, limit));
  }
}
