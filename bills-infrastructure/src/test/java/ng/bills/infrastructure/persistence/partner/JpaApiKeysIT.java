package ng.bills.infrastructure.persistence.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaApiKeysIT {

  private static final KeyTerms NARROW =
      new KeyTerms(
          EnumSet.of(KeyScope.READ, KeyScope.WEBHOOKS),
          Optional.of(Samples.NOW.plus(Duration.ofDays(90))),
          Stream.of("203.0.113.0/24", "2001:db8::/32", "198.51.100.7")
              .map(text -> AddressRange.read(text).orElseThrow())
              .toList());

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaApiKeys keys = new JpaApiKeys(Samples.HASH);
  private final String name = "Partner " + UUID.randomUUID();

  private static String secret() {
    return "bk_test_" + Samples.IDS.randomText(32);
  }

  private ApiKey add(String secret, KeyTerms terms) {
    return tx.call(
        () -> {
          Partner partner =
              keys.known(new Partner(new PartnerId(Samples.IDS.newId()), name), Samples.NOW);
          ApiKey key =
              ApiKey.issued(
                  new KeyId(Samples.IDS.newId()),
                  partner,
                  secret.substring(0, 12),
                  terms,
                  Samples.NOW);
          keys.add(key, secret);
          return key;
        });
  }

  private Optional<ApiKey> find(String secret) {
    return tx.call(() -> keys.find(secret));
  }

  @Test
  void givenStoredKey_whenPresented_thenAllOfItIsKnownAgainAndNothingOfOthers() {
    String secret = secret();
    ApiKey key = add(secret, NARROW);
    assertThat(find(secret)).contains(key);
    assertThat(find(secret + "x")).isEmpty();
    assertThat(find("")).isEmpty();
    String everything = secret();
    ApiKey all = add(everything, KeyTerms.ALL);
    assertThat(find(everything)).contains(all);
    assertThat(all.partner()).as("one partner of that name").isEqualTo(key.partner());
    assertThat(tx.call(() -> keys.all(Optional.of(name)))).containsExactly(key, all);
    assertThat(tx.call(() -> keys.all(Optional.empty()))).contains(key, all);
  }

  @Test
  void givenRevokedKey_whenPresented_thenNobody() {
    String secret = secret();
    ApiKey key = add(secret, KeyTerms.ALL);
    tx.run(() -> keys.revoke(key.id(), Samples.NOW));
    tx.run(() -> keys.revoke(key.id(), Samples.NOW.plusSeconds(1)));
    assertThat(find(secret)).isEmpty();
    assertThat(tx.call(() -> keys.all(Optional.of(name))).get(0).revokedAt()).contains(Samples.NOW);
  }

  @Test
  void givenKey_whenNamedByIdOrBeginningOrItself_thenItAlone() {
    String secret = secret();
    ApiKey key = add(secret, KeyTerms.ALL);
    for (String named : List.of(key.id().toString(), key.prefix(), secret)) {
      assertThat(tx.call(() -> keys.lock(named))).as(key.prefix()).containsExactly(key);
    }
    for (String other : List.of("", "%", "bk_test_", "bk_test_____", UUID.randomUUID() + "")) {
      assertThat(tx.call(() -> keys.lock(other))).isEmpty();
    }
  }

  @Test
  void givenSuccessor_whenReplaced_thenBothKnowAndTheOldOneEnds() {
    String secret = secret();
    ApiKey old = add(secret, KeyTerms.ALL);
    ApiKey fresh = add(secret(), KeyTerms.ALL);
    Instant end = Samples.NOW.plusSeconds(60);
    tx.run(() -> keys.replace(old.id(), fresh.id(), end));
    ApiKey replaced = find(secret).orElseThrow();
    assertThat(replaced.replacedBy()).contains(fresh.id());
    assertThat(replaced.terms().expiresAt()).contains(end);
    assertThat(tx.call(() -> keys.predecessor(fresh.id()))).contains(replaced);
    assertThat(tx.call(() -> keys.predecessor(old.id()))).isEmpty();
  }

  @Test
  void givenUses_whenNoted_thenAtMostOnceAMinute() {
    String secret = secret();
    KeyId id = add(secret, KeyTerms.ALL).id();
    Instant first = Samples.NOW;
    for (Instant at :
        List.of(first, first.plusSeconds(59), first.minusSeconds(3), first.plusSeconds(60))) {
      tx.run(() -> keys.used(Map.of(id, at)));
      Instant stored = find(secret).orElseThrow().lastUsedAt().orElseThrow();
      assertThat(stored).isEqualTo(at.equals(first.plusSeconds(60)) ? at : first);
    }
  }

  @Test
  void givenStoredKey_whenTheTableIsRead_thenOnlyHashAndPrefixAreThere() {
    String secret = secret();
    ApiKey key = add(secret, KeyTerms.ALL);
    String where = " from api_key where id = '" + key.id() + "'";
    assertThat(database.value("select prefix" + where)).isEqualTo(secret.substring(0, 12));
    byte[] hash = (byte[]) database.value("select key_hash" + where);
    assertThat(new String(hash, StandardCharsets.ISO_8859_1)).hasSize(32).doesNotContain(secret);
    assertThat(
            (String) database.value("select k::text from api_key k where id = '" + key.id() + "'"))
        .doesNotContain(secret.substring(12));
  }

  @Test
  void givenTheTable_whenWrittenByHand_thenItRefusesWhatCannotBe() {
    ApiKey key = add(secret(), KeyTerms.ALL);
    ApiKey other = add(secret(), KeyTerms.ALL);
    for (String change :
        List.of(
            "scopes = '{}'",
            "scopes = '{everything}'",
            "allowed_from = '{203.0.113.7/24}'",
            "replaced_by = id, expires_at = now()",
            "replaced_by = '" + other.id() + "'",
            "replaced_by = '" + UUID.randomUUID() + "', expires_at = now()")) {
      assertThatThrownBy(
              () ->
                  database.byHand(
                      "update api_key set " + change + " where id = '" + key.id() + "'"))
          .as(change)
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void givenTheDatabase_whenAsked_thenItKnowsWhatItIsForAndKeepsIt() throws SQLException {
    assertThat(tx.call(keys::mode)).contains(Mode.SANDBOX);
    try (var connection = database.dataSource().getConnection()) {
      assertThat(DatabaseMode.claim(connection, Mode.LIVE)).isEqualTo(Mode.SANDBOX);
    }
    for (String change :
        List.of(
            "update deployment_mode set mode = 'live'",
            "delete from deployment_mode",
            "truncate deployment_mode",
            "insert into deployment_mode (mode) values ('live')",
            "insert into deployment_mode (mode, one) values ('live', false)")) {
      assertThatThrownBy(() -> database.byHand(change)).as(change).isInstanceOf(SQLException.class);
    }
  }
}
