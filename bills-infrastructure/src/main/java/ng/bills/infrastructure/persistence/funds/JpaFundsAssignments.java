package ng.bills.infrastructure.persistence.funds;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Instant;
import ng.bills.application.funds.port.FundsAssignments;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Receipts given to payments; the keys of the table see to it that each is given once. */
@ApplicationScoped
public class JpaFundsAssignments implements FundsAssignments {

  private static final String INSERT =
      "insert into funds_assignment (operation_key, payment_id, at) values (?, ?, ?)";

  @Override
  public void assign(String operationKey, PaymentId payment, Instant at) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                insert.setString(1, operationKey);
                insert.setObject(2, payment.value());
                Stored.bind(insert, 3, at);
                return insert.executeUpdate();
              }
            });
  }
}
