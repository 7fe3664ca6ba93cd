package ng.bills.infrastructure.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while arriving money is seen: Horizon answers, is of our network and not far behind,
 * and pages are read and stored. Whoever is asked to pay meanwhile would wait in vain.
 */
@Readiness
@ApplicationScoped
public class FundsIntakeReady implements HealthCheck {
  @Inject private FundsIntake intake;

  @Override
  public HealthCheckResponse call() {
    FundsIntake.Answer answer = intake.look();
    HealthCheckResponseBuilder check =
        HealthCheckResponse.named("funds-intake").status(answer.up());
    answer.data().forEach(check::withData);
    return check.build();
  }
}
