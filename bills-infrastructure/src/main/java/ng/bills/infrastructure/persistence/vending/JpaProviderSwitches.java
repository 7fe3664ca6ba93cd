package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Who is switched off, read at once and kept for a few seconds. */
@ApplicationScoped
public class JpaProviderSwitches implements ProviderSwitches {

  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final String COLUMNS = "provider, switched_on, actor, reason, at";

  private static final String INSERT =
      "insert into provider_switching (" + COLUMNS + ") values (?, ?, ?, ?, ?)";

  private static final String LATEST =
      "select distinct on (provider) "
          + COLUMNS
          + " from provider_switching order by provider, id desc";

  private static final String OF =
      "select " + COLUMNS + " from provider_switching where provider = ? order by id";

  private final UnitOfWork unitOfWork;
  private volatile Copy copy;

  private record Copy(Map<ProviderCode, Switching> latest, long readAtNanos) {}

  @Inject
  public JpaProviderSwitches(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** For the container's proxy. */
  protected JpaProviderSwitches() {
    this(null);
  }

  @Override
  public boolean isOn(ProviderCode provider) {
    Copy present = copy;
    if (present == null || System.nanoTime() - present.readAtNanos > KEPT_NANOS) {
      present =
          new Copy(OpenUnit.isOpen() ? latest() : unitOfWork.call(this::latest), System.nanoTime());
      copy = present;
    }
    Switching last = present.latest.get(provider);
    return last == null || last.on();
  }

  @Override
  public void record(Switching switching) {
    OpenUnit unit = OpenUnit.require();
    unit.sql(
        c -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            insert.setString(1, switching.provider().value());
            insert.setBoolean(2, switching.on());
            insert.setString(3, switching.actor());
            insert.setString(4, switching.reason());
            Stored.bind(insert, 5, switching.at());
            return insert.executeUpdate();
          }
        });
    unit.afterCommit(() -> copy = null);
  }

  @Override
  public Map<ProviderCode, Switching> latest() {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(LATEST)) {
                return read(select).stream()
                    .collect(
                        Collectors.toUnmodifiableMap(Switching::provider, Function.identity()));
              }
            });
  }

  @Override
  public List<Switching> of(ProviderCode provider) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(OF)) {
                select.setString(1, provider.value());
                return read(select);
              }
            });
  }

  private static List<Switching> read(PreparedStatement select) throws SQLException {
    List<Switching> all = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.add(
            new Switching(
                new ProviderCode(rows.getString(1)),
                rows.getBoolean(2),
                rows.getString(3),
                rows.getString(4),
                Stored.instant(rows, 5)));
      }
    }
    return all;
  }
}
