package ng.bills.launcher.kill;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import ng.bills.launcher.LocalSystem;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.horizon.Movement;

/** Collects what everybody says: reads only, and past the application where it can. */
final class Witness {
  private static final int READERS = 6;
  private static final int API_TRIES = 20;

  private final LocalSystem system;
  private final PartnerApi api;

  Witness(LocalSystem system, PartnerApi api) {
    this.system = system;
    this.api = api;
  }

  /** One row of a result. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * Payments completed after a moment.
   *
   * @param first when the first of them was; empty when there is none
   */
  record Completed(long count, Optional<Instant> first) {}

  /** Empty when the database does not answer. */
  Optional<Completed> completedSince(Instant moment) {
    try (Connection connection = system.database().connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*), min(completed_at) from payment where completed_at > ?")) {
      query.setTimestamp(1, Timestamp.from(moment));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Optional.of(
            new Completed(
                row.getLong(1),
                Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant)));
      }
    } catch (SQLException e) {
      return Optional.empty(); // killed, or not up again yet
    }
  }

  /**
   * What is still under way, in words; empty when all rests.
   *
   * @param sent payments that were handed in on Stellar
   */
  List<String> unrest(long sent) throws SQLException {
    Map<String, Long> left = new java.util.LinkedHashMap<>();
    left.put(
        "money not seen",
        Math.max(sent - incoming().size(), 0)
            + Math.abs(
                incoming().size()
                    - number(
                        "select count(*) from funds_receipt" + " where match <> 'wrong_asset'")));
    left.put(
        "payments under way",
        number(
            "select count(*) from payment where state not in ('completed', 'refunded', 'expired')"
                + " and review_kind is null"));
    left.put(
        "refunds under way",
        number("select count(*) from refund where state in ('due', 'sending')"));
    left.put("notices not sent", number("select count(*) from notice where state = 'due'"));
    left.put("messages not handed over", number("select count(*) from outbox"));
    return left.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  /** How many payments are in each state, and how many of them are in review. */
  Map<String, Long> states() throws SQLException {
    Map<String, Long> states = new java.util.TreeMap<>();
    rows(
            "select state || case when review_kind is null then '' else ', in review' end, count(*)"
                + " from payment group by 1",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
    return states;
  }

  long number(String sql) throws SQLException {
    return rows(sql, row -> row.getLong(1)).get(0);
  }

  /** Everything, once all rests. */
  Evidence collect(List<Evidence.Asked> asked) throws SQLException, InterruptedException {
    List<Evidence.PaymentRow> payments =
        rows(
            "select id, reference, request_reference, state, review_kind is not null, amount_kobo"
                + " from payment",
            row ->
                new Evidence.PaymentRow(
                    id(row, 1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getLong(6)));
    List<Evidence.Vended> vended = vended();
    return new Evidence(
        asked,
        incoming(),
        outgoing(),
        vended,
        payments,
        rows(
            "select payment_id, seq, provider, reference, state from attempt",
            row ->
                new Evidence.AttemptRow(
                    id(row, 1),
                    row.getInt(2),
                    row.getString(3),
                    theirs(row.getString(3), row.getString(4)),
                    row.getString(5))),
        rows(
            "select operation_key, transaction_hash, stroops, match, payment_id from funds_receipt"
                + " where match <> 'wrong_asset'",
            row ->
                new Evidence.ReceiptRow(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    id(row, 5))),
        rows(
            "select id, operation_key, payment_id, settles_payment, stroops, state from refund",
            row ->
                new Evidence.RefundRow(
                    id(row, 1),
                    row.getString(2),
                    id(row, 3),
                    row.getBoolean(4),
                    row.getLong(5),
                    row.getString(6))),
        rows(
            "select e.payment_id, p.account, sum(p.stroops) from posting p join journal_entry e on"
                + " e.id = p.entry_id group by 1, 2",
            row -> new Evidence.Held(id(row, 1), row.getString(2), row.getLong(3))),
        rows(
            "select e.reference from posting p join journal_entry e on e.id = p.entry_id group by 1"
                + " having sum(p.stroops) <> 0",
            row -> row.getString(1)),
        system
            .sandbox()
            .horizon()
            .balance(system.sandbox().systemWallet().account(), system.sandbox().cngn()),
        told(payments));
  }

  private List<Evidence.Incoming> incoming() {
    Sandbox sandbox = system.sandbox();
    return sandbox.horizon().paymentsTo(sandbox.systemWallet().account()).stream()
        .filter(movement -> movement.asset().equals(sandbox.cngn()))
        .map(
            movement ->
                new Evidence.Incoming(
                    Long.toString(movement.operationId()),
                    movement.transactionHash(),
                    movement.from(),
                    movement.stroops()))
        .toList();
  }

  private List<Evidence.Outgoing> outgoing() {
    Sandbox sandbox = system.sandbox();
    Map<Long, String> returns = new HashMap<>();
    Set<String> hashes = new HashSet<>();
    incoming().forEach(money -> hashes.add(money.hash()));
    for (String hash : hashes) {
      for (Movement movement : sandbox.horizon().refundsOf(hash)) {
        returns.put(movement.operationId(), hash);
      }
    }
    return sandbox.horizon().paymentsFrom(sandbox.systemWallet().account()).stream()
        .map(
            movement ->
                new Evidence.Outgoing(
                    movement.transactionHash(),
                    returns.getOrDefault(movement.operationId(), ""),
                    movement.to(),
                    movement.asset().equals(sandbox.cngn()) ? movement.stroops() : -1))
        .toList();
  }

  private List<Evidence.Vended> vended() {
    List<Evidence.Vended> all = new ArrayList<>();
    Sandbox sandbox = system.sandbox();
    sandbox
        .vtpass()
        .vends()
        .forEach(
            v -> all.add(new Evidence.Vended("vtpass", v.requestId(), v.amountKobo(), v.token())));
    sandbox
        .flutterwave()
        .vends()
        .forEach(
            v ->
                all.add(
                    new Evidence.Vended("flutterwave", v.reference(), v.amountKobo(), v.token())));
    sandbox
        .interswitch()
        .vends()
        .forEach(
            v ->
                all.add(
                    new Evidence.Vended(
                        "interswitch", v.requestReference(), v.amountKobo(), v.token())));
    return all;
  }

  /**
   * How the provider knows an attempt: by our reference, but Interswitch by the prefix and 16
   * characters that follow from ours ({@code InterswitchWire}).
   */
  private String theirs(String provider, String reference) {
    if (!provider.equals("interswitch")) {
      return reference;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(reference.getBytes(StandardCharsets.US_ASCII));
      String text =
          new BigInteger(1, hash)
              .mod(BigInteger.valueOf(36).pow(16))
              .toString(36)
              .toUpperCase(Locale.ROOT);
      return system.options().sandbox().interswitch().prefix()
          + "0".repeat(16 - text.length())
          + text;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The tokens of all completed payments, as the API tells them. */
  private Map<UUID, Set<String>> told(List<Evidence.PaymentRow> payments)
      throws InterruptedException {
    Map<UUID, Set<String>> told = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<UUID> open = new ConcurrentLinkedQueue<>();
    payments.stream().filter(p -> p.state().equals("completed")).forEach(p -> open.add(p.id()));
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Thread reader =
          new Thread(
              () -> {
                for (UUID id = open.poll(); id != null; id = open.poll()) {
                  UUID payment = id;
                  answer(payment).ifPresent(tokens -> told.put(payment, tokens));
                }
              },
              "reads tokens");
      readers.add(reader);
      reader.start();
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return told;
  }

  private Optional<Set<String>> answer(UUID payment) {
    try {
      for (int i = 0; i < API_TRIES; i++) {
        Optional<Set<String>> tokens = api.tokens(payment);
        if (tokens.isPresent()) {
          return tokens;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty(); // and so its token is lost
  }

  private <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Connection connection = system.database().connect();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        rows.add(reading.of(result));
      }
    }
    return rows;
  }

  private static UUID id(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
