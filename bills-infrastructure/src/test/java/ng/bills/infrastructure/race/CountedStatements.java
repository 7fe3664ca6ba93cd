package ng.bills.infrastructure.race;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Counts the journeys to the database: statements (a batch is one) and commits. */
final class CountedStatements implements UnaryOperator<Connection> {

  final AtomicInteger executions = new AtomicInteger();
  final AtomicInteger commits = new AtomicInteger();

  @Override
  public Connection apply(Connection connection) {
    return seen(
        Connection.class,
        connection,
        name -> {
          if (name.equals("commit")) {
            commits.incrementAndGet();
          }
        });
  }

  private interface Watcher {
    void called(String method);
  }

  private <T> T seen(Class<T> type, T real, Watcher watcher) {
    return type.cast(
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isWrapperFor")) {
                return false; // nobody gets past the count
              }
              watcher.called(method.getName());
              try {
                Object result = method.invoke(real, arguments);
                return result instanceof PreparedStatement statement
                    ? seen(PreparedStatement.class, statement, this::executed)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void executed(String method) {
    if (method.startsWith("execute")) {
      executions.incrementAndGet();
    }
  }
}
