package ng.bills.infrastructure.persistence.act;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Owners of reviews by native statements, one row a payment. */
@ApplicationScoped
public class JpaReviewOwners implements ReviewOwners {

  private static final String SELECT =
      "select staff_id, staff_name, since from review_owner where payment_id = ?";
  private static final String SET =
      "insert into review_owner (payment_id, staff_id, staff_name, since) values (?, ?, ?, ?)"
          + " on conflict (payment_id) do update set staff_id = excluded.staff_id,"
          + " staff_name = excluded.staff_name, since = excluded.since";
  private static final String CLEAR = "delete from review_owner where payment_id = ?";

  @Override
  public Optional<Owner> ofPayment(PaymentId payment) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SELECT)) {
                select.setObject(1, payment.value());
                try (ResultSet row = select.executeQuery()) {
                  return row.next()
                      ? Optional.of(
                          new Owner(
                              new StaffId(row.getObject(1, UUID.class)),
                              row.getString(2),
                              Stored.instant(row, 3)))
                      : Optional.empty();
                }
              }
            });
  }

  @Override
  public void set(PaymentId payment, Owner owner) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement set = c.prepareStatement(SET)) {
                set.setObject(1, payment.value());
                set.setObject(2, owner.staff().value());
                set.setString(3, owner.name());
                Stored.bind(set, 4, owner.since());
                return set.executeUpdate();
              }
            });
  }

  @Override
  public void clear(PaymentId payment) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement clear = c.prepareStatement(CLEAR)) {
                clear.setObject(1, payment.value());
                return clear.executeUpdate();
              }
            });
  }
}
