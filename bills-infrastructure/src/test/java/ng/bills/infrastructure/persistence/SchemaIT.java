package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.metamodel.EntityType;
import org.junit.jupiter.api.Test;

class SchemaIT {

  @Test
  void givenPersistenceUnit_whenBuilt_thenEveryTableIsMappedAndValidated() {
    // building validated every mapped table (hbm2ddl validate); these are the ones
    assertThat(TestDatabase.get().sessions().getMetamodel().getEntities())
        .extracting(EntityType::getName)
        .containsExactlyInAnyOrder(
            "PaymentRow",
            "AttemptRow",
            "TokenRow",
            "PaymentMoveRow",
            "FundsReceiptRow",
            "RefundRow",
            "RefundAttemptRow",
            "JournalEntryRow",
            "PostingRow",
            "NoticeRow",
            "BillerRow",
            "PartnerRow",
            "ApiKeyRow",
            "ProviderExchangeRow");
  }

  @Test
  void givenPersistenceUnit_whenBuilt_thenFlywayHasMigrated() {
    assertThat(TestDatabase.get().value("select count(*) from flyway_schema_history where success"))
        .isEqualTo(10L);
  }
}
