package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written with {@link OpenUnit#write} and sent later. */
class GatheredWritesIT {

  private static final String INSERT = "insert into partner values (?, ?, now())";
  private static final String INSERT_OR_NOT = INSERT + " on conflict do nothing";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final String name = "p" + UUID.randomUUID();

  private void write(String sql, UUID id) {
    OpenUnit.require()
        .write(
            sql,
            insert -> {
              insert.setObject(1, id);
              insert.setString(2, name + "/" + UUID.randomUUID());
            });
  }

  /** From another connection: what is committed. */
  private long committed() {
    return (long) database.value("select count(*) from partner where name like '" + name + "/%'");
  }

  private long seenInTheUnit() {
    return OpenUnit.require()
        .sql(
            c -> {
              try (var select =
                  c.prepareStatement("select count(*) from partner where name like ?")) {
                select.setString(1, name + "/%");
                try (var rows = select.executeQuery()) {
                  rows.next();
                  return rows.getLong(1);
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 13, 100})
  void givenWrites_whenReadInTheSameUnit_thenTheyAreThere_andOutsideOnceCommitted(int count) {
    tx.run(
        () -> {
          for (int i = 0; i < count; i++) {
            write(i % 2 == 0 ? INSERT : INSERT_OR_NOT, UUID.randomUUID());
          }
          assertThat(seenInTheUnit()).isEqualTo(count);
          assertThat(committed()).isZero();
        });
    assertThat(committed()).isEqualTo(count);
  }

  @Test
  void givenWritesNobodyReads_whenTheUnitEnds_thenTheyAreCommitted() {
    tx.run(() -> write(INSERT, UUID.randomUUID()));
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void givenWrites_whenTheWorkThrows_thenNoneIsStored() {
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      write(INSERT, UUID.randomUUID());
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    assertThat(committed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20})
  void givenOneWriteOfManyIsRefused_whenTheUnitEnds_thenConflictAndNoneIsStored(int count) {
    UUID twice = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      for (int i = 1; i < count; i++) {
                        write(INSERT, i == 1 ? twice : UUID.randomUUID());
                      }
                      write(INSERT, twice);
                    }))
        .isInstanceOf(ConflictException.class);
    assertThat(committed()).isZero();
    assertThat(OpenUnit.isOpen()).isFalse();
  }

  @Test
  void givenWriteThatChangesNothing_whenSentWithOthers_thenTheOthersAreStored() {
    UUID first = UUID.randomUUID();
    tx.run(
        () -> {
          write(INSERT, first);
          write(INSERT_OR_NOT, first);
          write(INSERT, UUID.randomUUID());
        });
    assertThat(committed()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 12, 13, 400})
  void givenWritesThatReturnRows_whenSentWithOthers_thenEachRowIsReadOnceBeforeTheCommit(
      int count) {
    List<UUID> said = new ArrayList<>();
    List<UUID> written = new ArrayList<>();
    tx.run(
        () -> {
          for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            if (i % 3 == 1) {
              write(INSERT, id);
            } else {
              // every second one changes nothing, so it returns nothing
              UUID again = i % 3 == 2 ? written.get(0) : id;
              OpenUnit.require()
                  .write(
                      INSERT_OR_NOT + " returning id",
                      insert -> {
                        insert.setObject(1, again);
                        insert.setString(2, name + "/" + UUID.randomUUID());
                      },
                      row -> said.add(row.getObject(1, UUID.class)));
              if (i % 3 == 0) {
                written.add(id);
              }
            }
          }
          assertThat(said).isEmpty();
          seenInTheUnit();
          assertThat(said).isEqualTo(written);
        });
    assertThat(said).isEqualTo(written);
  }

  @Test
  void givenRefusedWrites_whenAnotherUnitIsOpened_thenItKnowsNothingOfThem() {
    UUID twice = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      write(INSERT, twice);
                      write(INSERT, twice);
                    }))
        .isInstanceOf(ConflictException.class);
    tx.run(() -> write(INSERT, twice));
    assertThat(committed()).isEqualTo(1);
  }
}
