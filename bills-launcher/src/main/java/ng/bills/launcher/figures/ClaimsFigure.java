package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.infrastructure.persistence.JpaDueWork;

/**
 * Claims per second in batches of 50 by four clients: our statement on our table, and beside it the
 * barest SKIP LOCKED on the yardstick's. Each batch is handed back, which is not counted.
 */
final class ClaimsFigure implements Figure {

  private static final int CLIENTS = 4;
  private static final int BATCH = 50;
  private static final int DUE = 20_000;
  private static final int SECONDS = Integer.getInteger("figures.claims.seconds", 10);

  private static final String RAW =
      "update yardstick.payment set lease_until = now() + interval '30 s' where id in (select id"
          + " from yardstick.payment where state = 'processing_bill' and next_action_at <= now()"
          + " and lease_until is null order by next_action_at limit "
          + BATCH
          + " for update skip locked) returning id";

  private static final String RAW_BACK =
      "update yardstick.payment set lease_until = null, next_action_at = now() where id = any (?)";

  private static final String BACK =
      "update payment set lease_id = null, lease_until = null, next_action_at = now() where id ="
          + " any (?)";

  /** Claims one batch and gives what was claimed. */
  @FunctionalInterface
  private interface Claim {
    List<UUID> on(Connection connection) throws SQLException;
  }

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.say("claims, " + CLIENTS + " clients, twice " + SECONDS + " s");
    try (OwnDatabase database = new OwnDatabase(bench.database())) {
      database.payments(1, DUE, "'processing_bill'", "now() - n * interval '1 ms'");
      try (Connection connection = database.connect()) {
        Yardstick.createSchema(connection);
      }
      database.execute(
          "insert into yardstick.payment (id, reference, state, bill_type, biller, account_hash,"
              + " account_sealed, amount, fee, next_action_at) select id, reference, state,"
              + " bill_type, biller, account_hash, account_sealed, amount_kobo, fee_kobo,"
              + " next_action_at from payment",
          "vacuum analyze");
      long raw = perSecond(database, c -> ids(c.prepareStatement(RAW)), RAW_BACK);
      long ours = perSecond(database, ClaimsFigure::claim, BACK);
      report.add("claims.per_second", "claims per second", ours, "/s", "in batches of " + BATCH);
      report.add("claims.raw_per_second", "claims per second, raw SKIP LOCKED", raw, "/s", "");
      report.add("claims.ratio", "ratio", Report.ratio(ours, raw, 2), "", "");
    }
  }

  private static long perSecond(OwnDatabase database, Claim claim, String back) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<BigDecimal>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(() -> client(database, claim, back, end));
      }
      BigDecimal all = BigDecimal.ZERO;
      for (Future<BigDecimal> client : pool.invokeAll(clients)) {
        all = all.add(client.get());
      }
      return all.longValue();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Claims of one client per second that it spent on claiming. */
  private static BigDecimal client(OwnDatabase database, Claim claim, String back, long end)
      throws SQLException {
    long claimed = 0;
    long nanos = 0;
    try (Connection connection = database.connect();
        PreparedStatement handBack = connection.prepareStatement(back)) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        List<UUID> batch = claim.on(connection);
        connection.commit();
        nanos += System.nanoTime() - began;
        claimed += batch.size();
        Array ids = connection.createArrayOf("uuid", batch.toArray());
        handBack.setArray(1, ids);
        handBack.executeUpdate();
        connection.commit();
      }
    }
    return Report.ratio(claimed * TimeUnit.SECONDS.toNanos(1), Math.max(1, nanos), 0);
  }

  private static List<UUID> claim(Connection connection) throws SQLException {
    OffsetDateTime now = OffsetDateTime.now();
    PreparedStatement claim = connection.prepareStatement(JpaDueWork.CLAIM_PAYMENTS);
    claim.setString(1, "processing_bill");
    claim.setObject(2, now);
    claim.setObject(3, now);
    claim.setInt(4, BATCH);
    claim.setObject(5, UUID.randomUUID());
    claim.setObject(6, now.plusSeconds(30));
    return ids(claim);
  }

  private static List<UUID> ids(PreparedStatement statement) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (statement;
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }
}
