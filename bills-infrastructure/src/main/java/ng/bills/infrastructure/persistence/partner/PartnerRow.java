package ng.bills.infrastructure.persistence.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import org.hibernate.annotations.Immutable;

/** A row of {@code partner}. */
@Entity
@Immutable
@Table(name = "partner")
class PartnerRow {

  @Id UUID id;

  String name;

  @Column(name = "created_at")
  Instant createdAt;

  Partner toPartner() {
    return new Partner(new PartnerId(id), name);
  }
}
