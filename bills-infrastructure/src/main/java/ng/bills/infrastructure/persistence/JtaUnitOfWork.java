package ng.bills.infrastructure.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Units of work in the server's transactions. Callers manage no transaction themselves: timers and
 * message-driven beans are {@code @TransactionManagement(BEAN)}.
 */
@ApplicationScoped
public class JtaUnitOfWork extends SessionUnitOfWork {

  /**
   * Hibernate logs every refused statement with its values, the partner's reference among them,
   * before it throws. The exception says all that is needed; held here because java.util.logging
   * forgets the level of a logger nobody holds.
   */
  private static final Logger REFUSED_STATEMENTS =
      Logger.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

  static {
    REFUSED_STATEMENTS.setLevel(Level.OFF);
  }

  /** Seconds; a unit does nothing slow, so one that takes longer hangs on a lock or a dead peer. */
  private static final int TIMEOUT_SECONDS = 30;

  // the resource itself: CDI's own bean looks it up anew at every call
  @Resource private UserTransaction transaction;

  @PersistenceUnit(unitName = "bills")
  private EntityManagerFactory persistenceUnit;

  @Resource(lookup = "java:app/jdbc/bills")
  private DataSource database;

  @Override
  Bracket open() {
    try {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        throw new IllegalStateException("the caller has a transaction open already");
      }
      transaction.setTransactionTimeout(TIMEOUT_SECONDS);
      transaction.begin();
    } catch (SystemException | NotSupportedException e) {
      throw new IllegalStateException("no transaction could be begun", e);
    }
    try {
      return new JtaBracket(
          persistenceUnit.unwrap(SessionFactory.class),
          new UnitConnection(database::getConnection));
    } catch (RuntimeException e) {
      rollBackNow();
      throw e;
    }
  }

  private void rollBackNow() {
    try {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
    } catch (SystemException e) {
      throw new IllegalStateException("the transaction could not be rolled back", e);
    }
  }

  private final class JtaBracket implements Bracket {

    private final UnitConnection connection;
    private final StatelessSession session;

    private JtaBracket(SessionFactory sessions, UnitConnection connection) {
      this.connection = connection;
      this.session =
          sessions.withStatelessOptions().connection(connection.seen()).openStatelessSession();
    }

    @Override
    public StatelessSession session() {
      return session;
    }

    @Override
    public UnitConnection connection() {
      return connection;
    }

    @Override
    public void commit() {
      try {
        transaction.commit();
      } catch (RollbackException | HeuristicRollbackException e) {
        throw new TransactionRolledBackException("the transaction was rolled back", e);
      } catch (HeuristicMixedException | SystemException e) {
        throw new IllegalStateException("whether the transaction was committed is not known", e);
      }
    }

    @Override
    public void rollback() {
      rollBackNow();
    }

    @Override
    public void close() {
      try {
        session.close();
      } finally {
        connection.close();
      }
    }
  }
}
