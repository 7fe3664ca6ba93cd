package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.metamodel.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
            "ProviderExchangeRow",
            "ProviderEventRow");
  }

  @Test
  void givenPersistenceUnit_whenBuilt_thenFlywayHasRunEveryMigration() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(
              TestDatabase.get().value("select count(*) from flyway_schema_history where success"))
          .isEqualTo(files.count());
    }
  }
}
