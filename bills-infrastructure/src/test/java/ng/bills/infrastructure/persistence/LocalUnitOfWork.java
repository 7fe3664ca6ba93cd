package ng.bills.infrastructure.persistence;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Units of work in the database's own transactions, for tests without a server. */
public final class LocalUnitOfWork extends SessionUnitOfWork {

  private final SessionFactory sessions;

  public LocalUnitOfWork(SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  Bracket open() {
    UnitConnection connection =
        new UnitConnection(
            () ->
                sessions
                    .unwrap(SessionFactoryImplementor.class)
                    .getServiceRegistry()
                    .requireService(ConnectionProvider.class)
                    .getConnection());
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
