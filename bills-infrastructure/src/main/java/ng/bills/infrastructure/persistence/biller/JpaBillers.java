package ng.bills.infrastructure.persistence.biller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.infrastructure.persistence.OpenUnit;

/** All billers, read at once and kept for half a minute. */
@ApplicationScoped
public class JpaBillers implements Billers {

  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

  private final UnitOfWork unitOfWork;
  private volatile Copy copy;

  private record Copy(List<Biller> billers, long readAtNanos) {}

  @Inject
  public JpaBillers(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** For the container's proxy. */
  protected JpaBillers() {
    this(null);
  }

  @Override
  public List<Biller> of(BillType type) {
    return all().stream().filter(b -> b.type() == type).toList();
  }

  @Override
  public Optional<Biller> find(BillType type, BillerCode code) {
    return all().stream().filter(b -> b.type() == type && b.code().equals(code)).findFirst();
  }

  private List<Biller> all() {
    Copy present = copy;
    if (present == null || System.nanoTime() - present.readAtNanos > KEPT_NANOS) {
      present = new Copy(read(), System.nanoTime());
      copy = present;
    }
    return present.billers;
  }

  private List<Biller> read() {
    return OpenUnit.isOpen() ? query() : unitOfWork.call(JpaBillers::query);
  }

  private static List<Biller> query() {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery("from BillerRow b order by b.name", BillerRow.class)
                    .getResultList())
        .stream()
        .map(BillerRow::toBiller)
        .toList();
  }
}
