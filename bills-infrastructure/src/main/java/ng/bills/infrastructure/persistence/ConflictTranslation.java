package ng.bills.infrastructure.persistence;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.port.ConflictException;
import org.hibernate.StaleStateException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells "somebody else was faster" from every other failure of the database. */
final class ConflictTranslation {

  /** Unique violation, serialization failure, deadlock (PostgreSQL documentation, appendix A). */
  private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

  private static final int DEPTH = 20;

  private ConflictTranslation() {}

  /** The exception to throw instead: a {@link ConflictException} for a conflict, else the same. */
  static RuntimeException translate(RuntimeException failure) {
    if (failure instanceof ConflictException) {
      return failure;
    }
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (cause instanceof StaleStateException || cause instanceof OptimisticLockException) {
        return new ConflictException("changed by somebody else since it was read", failure);
      }
      // the pool's own exceptions have no state
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && CONFLICTS.contains(sql.getSQLState())) {
        String constraint = constraint(sql).map(c -> " (" + c + ")").orElse("");
        return new ConflictException("somebody else was faster" + constraint, failure);
      }
      cause = cause.getCause();
    }
    return failure;
  }

  private static Optional<String> constraint(SQLException sql) {
    return sql instanceof PSQLException e
        ? Optional.ofNullable(e.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
        : Optional.empty();
  }
}
