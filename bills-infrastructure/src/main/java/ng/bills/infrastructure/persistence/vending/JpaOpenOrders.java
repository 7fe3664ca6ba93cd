package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import ng.bills.application.vending.port.OpenOrders;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;

/** Counts what is under way, by the index of payments that are due. */
@ApplicationScoped
public class JpaOpenOrders implements OpenOrders {

  private static final String BY_PROVIDER =
      "select a.provider, count(*) from payment p join attempt a on a.payment_id = p.id"
          + " where p.state in ('processing_bill', 'provider_processing')"
          + " and p.next_action_at is not null"
          + " and a.state in ('started', 'pending', 'unknown', 'delivered')"
          + " group by a.provider";

  @Override
  public Map<ProviderCode, Integer> byProvider() {
    return OpenUnit.require()
        .sql(
            c -> {
              Map<ProviderCode, Integer> counts = new HashMap<>();
              try (PreparedStatement select = c.prepareStatement(BY_PROVIDER);
                  ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  counts.put(new ProviderCode(rows.getString(1)), rows.getInt(2));
                }
              }
              return counts;
            });
  }
}
