package ng.bills.infrastructure.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Units of work in the database's own transactions, for tests without a server. */
public final class LocalUnitOfWork extends SessionUnitOfWork {

  /** Where connections come from; they are closed when their unit ends. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  private final SessionFactory sessions;
  private final Connections connections;

  public LocalUnitOfWork(SessionFactory sessions) {
    this(
        sessions,
        sessions
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(ConnectionProvider.class)
            ::getConnection);
  }

  /** Units of work in another database of the same schema. */
  public LocalUnitOfWork(SessionFactory sessions, Connections connections) {
    this.sessions = sessions;
    this.connections = connections;
  }

  @Override
  Bracket open() {
    UnitConnection connection = new UnitConnection(connections::open);
    StatelessSession session =
        sessions.withStatelessOptions().connection(connection.seen()).openStatelessSession();
    session.beginTransaction();
    return new Bracket() {
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
        session.getTransaction().commit();
      }

      @Override
      public void rollback() {
        if (session.getTransaction().isActive()) {
          session.getTransaction().rollback();
        }
      }

      @Override
      public void close() {
        session.close();
        connection.close();
      }
    };
  }
}
