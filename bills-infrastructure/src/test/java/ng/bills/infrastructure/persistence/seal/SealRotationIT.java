package ng.bills.infrastructure.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderNews;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.crypto.RotatingKeys;
import ng.bills.infrastructure.persistence.LocalUnitOfWork;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.persistence.payment.PaymentSeals;
import ng.bills.infrastructure.persistence.vending.JpaProviderExchanges;
import ng.bills.infrastructure.persistence.webhook.JpaProviderEvents;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SealRotationIT {

  private static final String FORMER = "k1:" + key(1);
  private static final String FIRST = "k2:" + key(2) + "," + FORMER;
  private static final String INDEX = KeyRing.parse(FORMER).indexKeyText();

  /** What is due now is left to those who work on it. */
  private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private UnitOfWork tx;
  private UUID partner;
  private volatile Instant now = Instant.now();

  /** A node: its ring as it is set, and the adapters over it. */
  private final class Node {
    final AtomicReference<KeyRing> setting;
    final RotatingKeys keys;
    final FieldCrypt crypt;
    final JpaPayments payments;
    final SealRotation rotation;

    Node(String ring) {
      setting = new AtomicReference<>(KeyRing.parse(ring, Optional.of(INDEX)));
      keys = new RotatingKeys(setting::get);
      crypt = new FieldCrypt(keys);
      payments = new JpaPayments(new PaymentSeals(crypt, new KeyedHash(setting.get())));
      rotation = new SealRotation(tx, keys, crypt, () -> now);
    }

    void gets(String ring) {
      setting.set(KeyRing.parse(ring, Optional.of(INDEX)));
      rotation.lookAtKeys();
    }

    Payment pays() {
      Payment payment = Samples.payment(Samples.electricity(partner, Optional.empty()), TOMORROW);
      tx.run(() -> payments.add(payment));
      return payment;
    }

    /** Writes the row anew, with a name. */
    void confirms(PaymentId id) {
      tx.run(
          () -> {
            Payment payment = payments.lock(id).orElseThrow();
            Samples.upToVend(payment, TOMORROW);
            payments.save(payment, payment.takeNewMoves());
          });
    }

    Payment reads(PaymentId id) {
      return tx.call(() -> payments.find(id)).orElseThrow();
    }

    /** Rounds until nothing is left, however long the waits between them are. */
    void rotatesToTheEnd() {
      for (int i = 0; i < 20; i++) {
        while (rotation.batch() > 0) {
          // batch by batch
        }
        now = now.plus(SealRotation.SPREAD);
      }
    }
  }

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }

  @BeforeEach
  void emptyDatabase() throws SQLException {
    String name = "seal_" + UUID.randomUUID().toString().replace("-", "");
    TestDatabase server = TestDatabase.get();
    PGSimpleDataSource there = (PGSimpleDataSource) server.dataSource();
    try (Connection connection = there.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    source.setServerNames(there.getServerNames());
    source.setPortNumbers(there.getPortNumbers());
    source.setUser(there.getUser());
    source.setDatabaseName(name);
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    tx = new LocalUnitOfWork(server.sessions(), source::getConnection);
    partner = UUID.randomUUID();
    execute("insert into partner values ('" + partner + "', 'Acme', now())");
  }

  private void execute(String... statements) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private void insert(String sql, Object... parameters) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private List<SealCount> counts() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return SealCount.all(connection);
    }
  }

  private Set<String> keyIds() throws SQLException {
    return counts().stream().map(SealCount::keyId).collect(Collectors.toSet());
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** A row in each sealed table, each sealed column filled, by the adapters where they can. */
  private void fill(Node node) throws SQLException {
    PaymentId payment = node.pays().id();
    node.confirms(payment);
    insert(
        "insert into token (payment_id, delivery_number, line, kind, digits_sealed) values (?, 1,"
            + " 1, 'CREDIT', ?)",
        payment.value(),
        node.crypt.seal("token.digits_sealed/" + payment + "/1/1", "12345678901234567890"));
    new JpaProviderExchanges(tx, Samples.IDS, node.crypt)
        .append(
            new ProviderExchanges.Exchange(
                Samples.VTPASS,
                Optional.of(new VendReference("202611211000abcdefghijkl")),
                ProviderExchanges.Kind.VEND,
                "asked",
                200,
                "answered",
                Samples.NOW,
                Duration.ZERO));
    ProviderEvent event =
        ProviderEvent.received(
            new ProviderEventId(Samples.IDS.newId()),
            new ProviderNews(Samples.VTPASS, "event-1", "kind", Optional.empty(), Optional.empty()),
            Samples.NOW);
    tx.run(
        () ->
            new JpaProviderEvents(tx, node.crypt)
                .addIfAbsent(event, new byte[] {'t', 'o', 'l', 'd'}));
    UUID endpoint = UUID.randomUUID();
    insert(
        "insert into hook_endpoint (id, partner_id, host, url_sealed, state, secret_sealed,"
            + " former_secret_sealed, former_until, troubles, created_at) values (?, ?, 'h', ?,"
            + " 'active', ?, ?, now(), 0, now())",
        endpoint,
        partner,
        node.crypt.seal("hook_endpoint.url_sealed/" + endpoint, "https://h/"),
        node.crypt.seal("hook_endpoint.secret_sealed/" + endpoint, "whsec_1"),
        node.crypt.seal("hook_endpoint.former_secret_sealed/" + endpoint, "whsec_0"));
    UUID told = UUID.randomUUID();
    insert(
        "insert into hook_event values (?, ?, null, null, 'webhook.test', '{}', now())",
        told,
        partner);
    insert(
        "insert into hook_delivery (endpoint_id, event_id, state, tries, attempts, replays,"
            + " created_at) values (?, ?, 'failed', 1, 1, 0, now())",
        endpoint,
        told);
    insert(
        "insert into hook_attempt (endpoint_id, event_id, number, started_at, ended_at, status,"
            + " answer_sealed) values (?, ?, 1, now(), now(), 500, ?)",
        endpoint,
        told,
        node.crypt.seal("hook_attempt.answer_sealed/" + endpoint + "/" + told + "/1", "no"));
    UUID colleague = UUID.randomUUID();
    insert(
        "insert into staff (id, email, name, roles, state, secret_sealed, last_step, failures,"
            + " created_at) values (?, 'a@bills.example', 'Ada', '{agent}', 'invited', ?, 0, 0,"
            + " now())",
        colleague,
        node.crypt.seal("staff.secret_sealed/" + colleague, "JBSWY3DPEHPK3PXP"));
  }

  @Test
  void givenSealedColumnOfTheSchema_whenLookedUp_thenItIsRotated() throws SQLException {
    Set<String> rotated = new TreeSet<>();
    SealedTable.ALL.forEach(t -> t.sealed().forEach(c -> rotated.add(t.name() + "." + c)));

    assertThat(
            value(
                "select string_agg(table_name || '.' || column_name, ',' order by table_name || '.'"
                    + " || column_name collate \"C\") from information_schema.columns where"
                    + " table_schema = 'public' and column_name like '%sealed'"))
        .isEqualTo(String.join(",", rotated));
  }

  @Test
  void givenEveryKindOfField_whenTheKeyIsRotated_thenTheNewOneAloneOpensAllOfThem()
      throws SQLException {
    Node node = new Node(FORMER);
    fill(node);
    node.rotatesToTheEnd();
    List<SealCount> before = counts();
    assertThat(before).hasSize(14).extracting(SealCount::keyId).containsOnly("k1");

    node.gets(FIRST);
    node.rotatesToTheEnd();

    assertThat(counts())
        .hasSize(14)
        .allMatch(c -> "k2".equals(c.keyId()))
        .extracting(SealCount::fields)
        .isEqualTo(before.stream().map(SealCount::fields).toList());
    assertThat(
            value("select count(*) from seal_rotation where done_at is not null and key_id = 'k2'"))
        .isEqualTo(Integer.toString(SealedTable.ALL.size()));
    Node withoutFormer = new Node("k2:" + key(2));
    withoutFormer.gets("k3:" + key(3) + ",k2:" + key(2));
    // whatever does not open is left over, so this opens each field in its context
    withoutFormer.rotatesToTheEnd();
    assertThat(keyIds()).containsExactly("k3");
  }

  @Test
  void givenNodeThatDies_whenAnotherGoesOn_thenItDoesNotBeginAgain() throws SQLException {
    Node node = new Node(FORMER);
    List<PaymentId> ids = new ArrayList<>();
    for (int i = 0; i < SealRotation.BATCH + 50; i++) {
      ids.add(node.pays().id());
    }
    Node dies = new Node(FIRST);
    String payments = " from seal_rotation where table_name = 'payment'";
    while (!"1".equals(value("select count(after_key)" + payments))) {
      dies.rotation.batch();
    }
    long half = Long.parseLong(value("select changed" + payments));
    assertThat(half).isEqualTo(4L * SealRotation.BATCH);

    Node goesOn = new Node(FIRST);
    goesOn.rotation.batch();

    // the rest of the round: the next one, which looks whether that was all, is not yet begun
    assertThat(value("select after_key is null and changed = 0" + payments)).isEqualTo("t");
    assertThat(keyIds()).containsExactly("k2");
    ids.forEach(
        id -> assertThat(goesOn.reads(id).request().account().number()).isEqualTo(Samples.METER));
  }

  @Test
  void givenReadersAndWriters_whenTheKeyIsRotatedUnderThem_thenNobodyNotices() throws Exception {
    Node one = new Node(FORMER);
    Node two = new Node(FORMER);
    Set<PaymentId> paid = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 100; i++) {
      paid.add(one.pays().id());
    }
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> crowd = new ArrayList<>();
      for (Node node : List.of(one, two)) {
        crowd.add(threads.submit(() -> writes(node, paid, stop)));
        crowd.add(threads.submit(() -> reads(node, paid, stop)));
        crowd.add(threads.submit(() -> rotates(node, stop)));
      }
      one.gets(FIRST); // the other one reads with the former ring what this one seals
      two.setting.set(KeyRing.parse(FIRST, Optional.of(INDEX))); // and finds the new key by itself
      int before = paid.size();
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (paid.size() < before + 150 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      stop.set(true);
      for (Future<Integer> each : crowd) {
        assertThat(each.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
    two.rotation.lookAtKeys();
    one.rotatesToTheEnd();

    assertThat(keyIds()).containsExactly("k2");
    Node fresh = new Node("k2:" + key(2));
    assertThat(paid).hasSizeGreaterThanOrEqualTo(250);
    paid.forEach(
        id -> {
          Payment payment = fresh.reads(id);
          assertThat(payment.request().account().number()).isEqualTo(Samples.METER);
          assertThat(payment.request().metadata())
              .isEqualTo(Map.of("order", "A-17", "note", "\"quoted\" ₦"));
        });
  }

  private static int writes(Node node, Set<PaymentId> paid, AtomicBoolean stop) {
    int written = 0;
    while (!stop.get() || written == 0) {
      PaymentId id = node.pays().id();
      node.confirms(id);
      paid.add(id);
      written++;
    }
    return written;
  }

  private static int reads(Node node, Set<PaymentId> paid, AtomicBoolean stop) {
    int read = 0;
    while (!stop.get() || read == 0) {
      for (PaymentId id : paid) {
        assertThat(node.reads(id).request().account().number()).isEqualTo(Samples.METER);
        read++;
      }
    }
    return read;
  }

  private int rotates(Node node, AtomicBoolean stop) {
    int batches = 0;
    while (!stop.get() || batches == 0) {
      batches += node.rotation.batch();
      now = now.plusSeconds(1);
    }
    return batches;
  }

  @Test
  void givenRowSomebodyHolds_whenRotating_thenItIsPassedByAndTakenUpLater() throws SQLException {
    Node node = new Node(FORMER);
    PaymentId held = node.pays().id();
    node.pays();
    node.gets(FIRST);
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from payment where id = '" + held + "' for update");
      while (node.rotation.batch() > 0) {
        // ends, though the row is held
      }
      assertThat(keyIds()).containsExactlyInAnyOrder("k1", "k2");
      other.rollback();
    }
    node.rotatesToTheEnd();

    assertThat(keyIds()).containsExactly("k2");
  }

  @Test
  void givenNodeThatHasNotGotTheKeyYet_whenBothRotate_thenTheyDoNotUndoEachOther()
      throws SQLException {
    Node slow = new Node(FORMER);
    slow.pays();
    slow.rotatesToTheEnd();
    Node quick = new Node(FIRST);
    while (quick.rotation.batch() > 0) {
      // batch by batch
    }
    assertThat(keyIds()).containsExactly("k2");

    assertThat(slow.rotation.batch()).isZero();
    assertThat(keyIds()).containsExactly("k2");
    // what it seals with the former key meanwhile is found by the round after everybody has the new
    // one
    slow.pays();
    slow.gets(FIRST);
    quick.rotatesToTheEnd();
    assertThat(keyIds()).containsExactly("k2");
  }

  @Test
  void givenAppendOnlyRows_whenTheyAreSealedAgain_thenNothingElseOfThemChanges()
      throws SQLException {
    fill(new Node(FORMER));

    for (String change :
        List.of(
            "update token set digits_sealed = digits_sealed",
            "update provider_exchange set request_sealed = request_sealed",
            "update hook_attempt set answer_sealed = 'x'",
            "delete from token")) {
      assertThatThrownBy(() -> execute(change)).isInstanceOf(IllegalStateException.class);
    }
    for (String table : List.of("token", "provider_exchange", "provider_event", "hook_attempt")) {
      String column =
          Map.of(
                  "token",
                  "kind = 'BONUS'",
                  "provider_exchange",
                  "http_status = 1",
                  "provider_event",
                  "kind = 'x'",
                  "hook_attempt",
                  "status = 200")
              .get(table);
      assertThatThrownBy(
              () ->
                  execute(
                      "set local bills.reseal = '" + table + "'",
                      "update " + table + " set " + column))
          .hasMessageContaining("only sealed columns are sealed again");
    }
    assertThatThrownBy(() -> execute("set local bills.reseal = 'token'", "delete from token"))
        .hasMessageContaining("append-only");
  }
}
