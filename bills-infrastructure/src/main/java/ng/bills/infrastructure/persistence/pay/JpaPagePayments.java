package ng.bills.infrastructure.persistence.pay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Rows of {@code pay_page}, found by the keyed hash of the secret. */
@ApplicationScoped
public class JpaPagePayments implements PagePayments {

  /** One purpose for each use, so that the reference, which partners may see, opens nothing. */
  private static final String OPENS = "pay page";

  private static final String REFERENCE = "pay page reference";

  private static final String ADD =
      "insert into pay_page (secret_hash, payment_id, return_url, opened_at) values (?, ?, ?, ?)"
          + " on conflict do nothing";
  private static final String FIND =
      "select g.payment_id, p.partner_id, g.return_url"
          + " from pay_page g join payment p on p.id = g.payment_id where g.secret_hash = ?";
  private static final String GLANCE =
      "select p.version, p.state"
          + " from pay_page g join payment p on p.id = g.payment_id where g.secret_hash = ?";
  private static final String NAME = "select name from partner where id = ?";

  private final KeyedHash hash;

  @Inject
  public JpaPagePayments(KeyedHash hash) {
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaPagePayments() {
    this(null);
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  @Override
  public String reference(PageSecret secret) {
    return "page-"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash.of(REFERENCE, secret.text()));
  }

  @Override
  public void add(PageSecret secret, PagePayment page, Instant at) {
    byte[] key = opens(secret);
    OpenUnit.require()
        .write(
            ADD,
            insert -> {
              insert.setBytes(1, key);
              insert.setObject(2, page.payment().value());
              insert.setString(3, page.returnUrl().orElse(null));
              Stored.bind(insert, 4, at);
            });
  }

  @Override
  public Optional<PagePayment> find(PageSecret secret) {
    byte[] key = opens(secret);
    return one(
        FIND,
        query -> query.setBytes(1, key),
        row ->
            new PagePayment(
                new PaymentId(row.getObject(1, UUID.class)),
                new PartnerId(row.getObject(2, UUID.class)),
                Optional.ofNullable(row.getString(3))));
  }

  @Override
  public Optional<Glance> glance(PageSecret secret) {
    byte[] key = opens(secret);
    return one(
        GLANCE,
        query -> query.setBytes(1, key),
        row -> new Glance(row.getLong(1), Stored.named(PaymentState.class, row.getString(2))));
  }

  @Override
  public Optional<String> partnerName(PartnerId partner) {
    return one(NAME, query -> query.setObject(1, partner.value()), row -> row.getString(1));
  }

  private static <T> Optional<T> one(String sql, OpenUnit.Binder binder, Reading<T> reading) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement query = c.prepareStatement(sql)) {
                binder.bind(query);
                try (ResultSet row = query.executeQuery()) {
                  return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
                }
              }
            });
  }

  private byte[] opens(PageSecret secret) {
    return hash.of(OPENS, secret.text());
  }
}
