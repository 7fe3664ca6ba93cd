package ng.bills.infrastructure.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always up: a policy that cannot be kept is no reason to turn customers away. Its data say where
 * it cannot.
 */
@Readiness
@ApplicationScoped
public class RefundClockInformation implements HealthCheck {
  @Inject private ClockPolicyReport report;

  @Override
  public HealthCheckResponse call() {
    List<String> sentences = report.sentences();
    HealthCheckResponseBuilder check =
        HealthCheckResponse.named("refund-clock").up().withData("contradictions", sentences.size());
    for (int i = 0; i < sentences.size(); i++) {
      check.withData("contradiction-" + (i + 1), sentences.get(i));
    }
    return check.build();
  }
}
