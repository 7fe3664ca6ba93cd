package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import org.junit.jupiter.api.Test;

class UnitOfWorkIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();

  private static int sql(String statement) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (var s = c.createStatement()) {
                return s.executeUpdate(statement);
              }
            });
  }

  private static String insert(String name) {
    return "insert into partner values ('" + UUID.randomUUID() + "', '" + name + "', now())";
  }

  private long count(String name) {
    return (long) database.value("select count(*) from partner where name = '" + name + "'");
  }

  @Test
  void givenWork_whenItReturns_thenCommittedAndTheUnitIsClosed() {
    String name = "p" + UUID.randomUUID();
    assertThat(
            tx.call(
                () -> {
                  assertThat(OpenUnit.isOpen()).isTrue();
                  return sql(insert(name));
                }))
        .isEqualTo(1);
    assertThat(OpenUnit.isOpen()).isFalse();
    assertThat(count(name)).isEqualTo(1);
  }

  @Test
  void givenWork_whenItThrows_thenNothingIsStoredAndTheSameExceptionComesOut() {
    String name = "p" + UUID.randomUUID();
    IllegalArgumentException failure = new IllegalArgumentException("no");
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      sql(insert(name));
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(OpenUnit.isOpen()).isFalse();
    assertThat(count(name)).isZero();
  }

  @Test
  void givenOpenUnit_whenAnotherIsOpenedOrSomethingOutsideCalled_thenRefused() {
    tx.run(
        () -> {
          assertThatThrownBy(() -> tx.run(() -> {})).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> OpenUnit.refuse("a call to VTpass"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("a call to VTpass inside a unit of work");
        });
    OpenUnit.refuse("a call to VTpass");
  }

  @Test
  void givenTasksForAfterCommit_whenCommitted_thenTheyRunInOrderOutsideTheUnit() {
    List<String> ran = new ArrayList<>();
    tx.run(
        () -> {
          OpenUnit.require().afterCommit(() -> ran.add("first " + OpenUnit.isOpen()));
          OpenUnit.require().afterCommit(() -> ran.add("second"));
          assertThat(ran).isEmpty();
        });
    assertThat(ran).containsExactly("first false", "second");
  }

  @Test
  void givenTasksForAfterCommit_whenRolledBack_thenTheyNeverRun() {
    List<String> ran = new ArrayList<>();
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      OpenUnit.require().afterCommit(() -> ran.add("ran"));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    // a constraint that is checked at commit counts as well
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      OpenUnit.require().afterCommit(() -> ran.add("ran"));
                      sql(
                          "create temporary table d (a int unique deferrable initially deferred)"
                              + " on commit drop");
                      sql("insert into d values (1), (1)");
                    }))
        .isInstanceOf(ConflictException.class);
    assertThat(ran).isEmpty();
  }

  @Test
  void givenUniqueViolation_whenItHappens_thenConflictNamesTheConstraintAndNoValue() {
    String name = "p" + UUID.randomUUID();
    tx.run(() -> sql(insert(name)));
    assertThatThrownBy(() -> tx.run(() -> sql(insert(name))))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("partner_name_key")
        .hasMessageNotContaining(name);
  }

  @Test
  void givenOtherViolation_whenItHappens_thenNoConflict() {
    assertThatThrownBy(() -> tx.run(() -> sql(insert(""))))
        .isNotInstanceOf(ConflictException.class)
        .hasStackTraceContaining("partner_name_check");
  }

  @Test
  void givenDeadlock_whenItHappens_thenOneOfTheTwoGetsAConflict() throws Exception {
    UUID one = database.partner();
    UUID two = database.partner();
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Future<?> a = pool.submit(() -> tx.run(() -> lockBoth(one, two, both)));
    Future<?> b = pool.submit(() -> tx.run(() -> lockBoth(two, one, both)));
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> f : List.of(a, b)) {
      try {
        f.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      }
    }
    pool.shutdown();
    assertThat(failures).singleElement().isInstanceOf(ConflictException.class);
  }

  private static void lockBoth(UUID first, UUID second, CyclicBarrier both) {
    sql("update partner set name = name where id = '" + first + "'");
    try {
      both.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    sql("update partner set name = name where id = '" + second + "'");
  }
}
