package ng.bills.infrastructure.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import ng.bills.application.audit.port.AuditSeal;
import ng.bills.infrastructure.crypto.KeyedHash;

/**
 * HMAC-SHA-256 with the key of the keyed hashes: who can write to the database but has not {@code
 * BILLS_FIELD_KEYS} cannot make a seal that fits.
 */
@ApplicationScoped
public class HmacAuditSeal implements AuditSeal {

  private static final String PURPOSE = "audit entry";

  private final KeyedHash hash;

  @Inject
  public HmacAuditSeal(KeyedHash hash) {
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected HmacAuditSeal() {
    this(null);
  }

  @Override
  public String of(String content) {
    return HexFormat.of().formatHex(hash.of(PURPOSE, content));
  }
}
