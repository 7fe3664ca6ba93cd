package ng.bills.infrastructure.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import ng.bills.application.act.ActPolicy;

/** How the desk works. */
@Dependent
public class DeskProducer {

  /**
   * A night and a shift: who proposes in the evening is answered the next day, or proposes anew.
   */
  private static final Duration OPEN = Duration.ofHours(24);

  @Produces
  @Singleton
  ActPolicy acts() {
    return new ActPolicy(OPEN);
  }
}
