package ng.bills.infrastructure.persistence;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Units of work in the database's own transactions, for tests without a server. */
public final class LocalUnitOfWork extends SessionUnitOfWork {

  private final SessionFactory sessions;

  public LocalUnitOfWork(SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  Bracket open() {
    StatelessSession session = sessions.openStatelessSession();
    session.beginTransaction();
    return new Bracket() {
      @Override
      public StatelessSession session() {
        return session;
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
      }
    };
  }
}
