package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ng.bills.infrastructure.persistence.JpaDueWork;

/**
 * What one round of ticks costs the database beside millions of payments that ended long ago,
 * against an empty table: the claims of every stage and the search for windows that end. Once with
 * nothing due, once with a batch of fifty.
 */
final class HistoryFigure implements Figure {

  private static final long OLD = Long.getLong("figures.old", 200_000);
  private static final int ROUNDS = Integer.getInteger("figures.ticks", 500);
  private static final int BATCH = 50;

  private static final List<String> STATES =
      List.of(
          "cngn_received",
          "verifying_account",
          "processing_bill",
          "provider_processing",
          "retry_scheduled");

  /** As {@code ExpirePayments} asks. */
  private static final String EXPIRING =
      "select id from payment where state = 'pending_payment' and expires_at < ? order by"
          + " expires_at limit 200";

  private static final String BACK =
      "update payment set lease_id = null, lease_until = null where lease_id is not null";

  private static final String NOT_DUE =
      "update payment set next_action_at = now() + interval '1 day' where next_action_at is not"
          + " null";

  private static final String DUE =
      "update payment set next_action_at = now() where next_action_at is not null";

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    try (OwnDatabase database = new OwnDatabase(bench.database())) {
      database.payments(1, BATCH, "'provider_processing'", "now()");
      bench.say("ticks on an empty table");
      List<List<BigDecimal>> empty = rounds(database);
      bench.say("making " + OLD + " old payments");
      long piece = 500_000;
      for (long from = 1001; from < 1001 + OLD; from += piece) {
        long count = Math.min(piece, 1001 + OLD - from);
        database.payments(
            from, count, "(array['completed', 'refunded', 'expired'])[1 + n % 3]", "null");
      }
      bench.say("ticks beside them");
      List<List<BigDecimal>> full = rounds(database);
      add(report, "idle", "round of ticks, nothing due", empty.get(0), full.get(0));
      add(report, "busy", "round of ticks, fifty due", empty.get(1), full.get(1));
    }
  }

  private static void add(
      Report report, String key, String title, List<BigDecimal> empty, List<BigDecimal> full) {
    BigDecimal without = Report.percentile(empty, 50);
    BigDecimal with = Report.percentile(full, 50);
    String old = OLD + " old payments";
    report.add("history." + key + ".empty_millis", title + ", empty table", without, "ms", "p50");
    report.add("history." + key + ".full_millis", title + ", " + old, with, "ms", "p50");
    report.add("history." + key + ".ratio", "ratio", Report.ratio(with, without, 2), "", "");
  }

  /** Milliseconds of many rounds, sorted: with nothing due, and with a batch due. */
  private static List<List<BigDecimal>> rounds(OwnDatabase database) throws SQLException {
    database.execute("vacuum analyze payment", "checkpoint");
    List<BigDecimal> idle = new ArrayList<>();
    List<BigDecimal> busy = new ArrayList<>();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ROUNDS; i++) {
        change(connection, NOT_DUE);
        idle.add(round(connection));
        change(connection, DUE);
        busy.add(round(connection));
        change(connection, BACK);
      }
    }
    idle.sort(null);
    busy.sort(null);
    return List.of(idle, busy);
  }

  private static void change(Connection connection, String sql) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.executeUpdate();
    }
    connection.commit();
  }

  /** One round, each question in a transaction of its own as the stages do. */
  private static BigDecimal round(Connection connection) throws SQLException {
    OffsetDateTime now = OffsetDateTime.now();
    long began = System.nanoTime();
    for (String state : STATES) {
      try (PreparedStatement claim = connection.prepareStatement(JpaDueWork.CLAIM_PAYMENTS)) {
        claim.setString(1, state);
        claim(claim, 2, now);
      }
      connection.commit();
    }
    for (String sql : List.of(JpaDueWork.CLAIM_REFUNDS, JpaDueWork.CLAIM_NOTICES)) {
      try (PreparedStatement claim = connection.prepareStatement(sql)) {
        claim(claim, 1, now);
      }
      connection.commit();
    }
    try (PreparedStatement expiring = connection.prepareStatement(EXPIRING)) {
      expiring.setObject(1, now);
      expiring.executeQuery();
    }
    connection.commit();
    return BigDecimal.valueOf(System.nanoTime() - began, 6).setScale(2, RoundingMode.HALF_UP);
  }

  private static void claim(PreparedStatement claim, int first, OffsetDateTime now)
      throws SQLException {
    claim.setObject(first, now);
    claim.setObject(first + 1, now);
    claim.setInt(first + 2, BATCH);
    claim.setObject(first + 3, UUID.randomUUID());
    claim.setObject(first + 4, now.plusSeconds(120));
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        rows.getObject(1, UUID.class);
      }
    }
  }
}
