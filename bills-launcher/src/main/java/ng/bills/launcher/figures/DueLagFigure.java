package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;

/**
 * From a payment being due to its being claimed. The provider calls every order pending, so that
 * each payment is due again some times; a trigger of this run writes each claim down.
 */
final class DueLagFigure implements Figure {

  private static final int COUNT = Math.min(Bench.PAYMENTS, 1000);

  private static final String[] WATCH = {
    "create unlogged table figures_claim (lag interval not null)",
    """
    create function figures_claimed() returns trigger language plpgsql as
    $$ begin insert into figures_claim values (clock_timestamp() - new.next_action_at); return null; end $$""",
    """
    create trigger figures_claims after update on payment for each row
      when (new.lease_id is not null and new.lease_id is distinct from old.lease_id
            and new.next_action_at = old.next_action_at)
      execute function figures_claimed()"""
  };

  private static final String[] FORGET = {
    "drop trigger figures_claims on payment",
    "drop function figures_claimed",
    "drop table figures_claim"
  };

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    bench.say(COUNT + " payments that the provider calls pending first");
    String rule =
        bench
            .sandbox()
            .vtpass()
            .outcome(OutcomeRule.always(VtpassOutcome.PENDING_THEN_DELIVERED).requeries(2));
    bench.execute(WATCH);
    List<BigDecimal> millis;
    try {
      new Load(bench).throughput(COUNT);
      millis = lags(bench);
    } finally {
      bench.execute(FORGET);
      bench.sandbox().vtpass().removeOutcome(rule);
    }
    report.percentiles("due_lag", "due to claimed", millis, millis.size() + " claims");
  }

  private static List<BigDecimal> lags(Bench bench) throws SQLException {
    List<BigDecimal> millis = new ArrayList<>();
    try (Connection connection = bench.database().connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select extract(epoch from lag) * 1000 from figures_claim order by lag");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        millis.add(rows.getBigDecimal(1).setScale(1, RoundingMode.HALF_UP));
      }
    }
    return millis;
  }
}
