package ng.bills.infrastructure.persistence.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code api_key}: the hash of a key and whose it is. */
@Entity
@Immutable
@Table(name = "api_key")
class ApiKeyRow {

  @Id
  @Column(name = "key_hash")
  byte[] keyHash;

  @Column(name = "partner_id")
  UUID partnerId;

  String prefix;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "revoked_at")
  Instant revokedAt;
}
