package ng.bills.infrastructure.persistence.hook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * Which partners have endpoints, as far as this node knows: a hint whether it is worth waking the
 * relay at once. Whether a partner is told is decided by the rows alone; one that is not known here
 * yet is told by the next tick.
 */
@ApplicationScoped
public class ToldPartners {

  private static final String ALL =
      "select distinct partner_id from hook_endpoint where state = 'active'";

  private final UnitOfWork tx;
  private final Set<UUID> partners = ConcurrentHashMap.newKeySet();

  @Inject
  public ToldPartners(UnitOfWork tx) {
    this.tx = tx;
  }

  /** For the container's proxy. */
  protected ToldPartners() {
    this(null);
  }

  /** Whether the partner seems to have an endpoint. */
  public boolean has(PartnerId partner) {
    return partners.contains(partner.value());
  }

  void add(PartnerId partner) {
    partners.add(partner.value());
  }

  /** Looks who has one now. */
  public void look() {
    Set<UUID> found = ConcurrentHashMap.newKeySet();
    tx.run(
        () ->
            OpenUnit.require()
                .sql(
                    c -> {
                      try (PreparedStatement select = c.prepareStatement(ALL);
                          ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                          found.add(rows.getObject(1, UUID.class));
                        }
                      }
                      return found;
                    }));
    partners.addAll(found);
    partners.retainAll(found);
  }
}
