package ng.bills.infrastructure.persistence.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaApiKeysIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaApiKeys keys = new JpaApiKeys(Samples.HASH);
  private final String key = "bk_test_" + Samples.IDS.randomText(32);
  private final String name = "Partner " + UUID.randomUUID();

  private Partner partner() {
    return new Partner(new PartnerId(Samples.IDS.newId()), name);
  }

  @Test
  void givenStoredKey_whenPresented_thenItsOwnerIsKnownAndNobodyElse() {
    Partner owner = partner();
    assertThat(tx.call(() -> keys.add(owner, key, Samples.NOW))).isEqualTo(owner);
    assertThat(tx.call(() -> keys.owner(key))).contains(owner);
    assertThat(tx.call(() -> keys.owner(key + "x"))).isEmpty();
    assertThat(tx.call(() -> keys.owner(""))).isEmpty();
  }

  @Test
  void givenKnownPartner_whenASecondKeyIsAdded_thenBothAreItsOwn() {
    Partner first = tx.call(() -> keys.add(partner(), key, Samples.NOW));
    Partner second = tx.call(() -> keys.add(partner(), key + "2", Samples.NOW));
    Partner again = tx.call(() -> keys.add(partner(), key, Samples.NOW));
    assertThat(second).isEqualTo(first);
    assertThat(again).isEqualTo(first);
    assertThat(tx.call(() -> keys.owner(key + "2"))).contains(first);
  }

  @Test
  void givenRevokedKey_whenPresented_thenNobody() throws Exception {
    Partner owner = tx.call(() -> keys.add(partner(), key, Samples.NOW));
    database.byHand(
        "update api_key set revoked_at = now() where partner_id = '" + owner.id() + "'");
    assertThat(tx.call(() -> keys.owner(key))).isEmpty();
  }

  @Test
  void givenStoredKey_whenTheTableIsRead_thenOnlyHashAndPrefixAreThere() {
    Partner owner = tx.call(() -> keys.add(partner(), key, Samples.NOW));
    String where = " from api_key where partner_id = '" + owner.id() + "'";
    assertThat(database.value("select prefix" + where)).isEqualTo(key.substring(0, 12));
    byte[] hash = (byte[]) database.value("select key_hash" + where);
    assertThat(new String(hash, StandardCharsets.ISO_8859_1)).hasSize(32).doesNotContain(key);
  }
}
