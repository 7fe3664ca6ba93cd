package ng.bills.infrastructure.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import ng.bills.application.funds.TakeInFunds;
import ng.bills.infrastructure.stellar.FundsFreshness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while arriving money is seen: Horizon answers, is of our network and not far behind,
 * and the intake has not halted. Whoever is asked to pay meanwhile would wait in vain.
 */
@Readiness
@ApplicationScoped
public class FundsIntakeReady implements HealthCheck {
  @Inject private FundsFreshness freshness;
  @Inject private TakeInFunds takeInFunds;

  @Override
  public HealthCheckResponse call() {
    FundsFreshness.Freshness seen = freshness.look();
    Optional<TakeInFunds.Status> halted = takeInFunds.status().filter(TakeInFunds.Status::halted);
    HealthCheckResponseBuilder check =
        HealthCheckResponse.named("funds-intake")
            .status(seen.level() != FundsFreshness.Level.DOWN && halted.isEmpty())
            .withData("level", seen.level().name())
            .withData("detail", seen.detail());
    halted.flatMap(TakeInFunds.Status::trouble).ifPresent(why -> check.withData("halted", why));
    return check.build();
  }
}
