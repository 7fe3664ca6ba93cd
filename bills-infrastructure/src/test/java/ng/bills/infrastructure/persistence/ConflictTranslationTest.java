package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import ng.bills.application.port.ConflictException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictTranslationTest {
  private static RuntimeException failure(String state) {
    return new GenericJDBCException("failed", new SQLException("said by the database", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01"})
  void givenSomebodyWasFaster_whenTranslated_thenConflict(String state) {
    assertThat(ConflictTranslation.translate(failure(state)))
        .isInstanceOf(ConflictException.class)
        .hasCauseInstanceOf(GenericJDBCException.class);
  }

  @Test
  void givenOtherFailureOrNoState_whenTranslated_thenTheSame() {
    RuntimeException refused = failure("23514");
    RuntimeException noConnection = failure(null);

    assertThat(ConflictTranslation.translate(refused)).isSameAs(refused);
    assertThat(ConflictTranslation.translate(noConnection)).isSameAs(noConnection);
  }
}
