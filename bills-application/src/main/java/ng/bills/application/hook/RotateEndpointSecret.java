package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.partner.PartnerId;

/** Gives an endpoint a new secret; the former one signs beside it for a while. */
@Singleton
public class RotateEndpointSecret {

  private final HookEndpoints endpoints;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final HookPolicy policy;

  @Inject
  public RotateEndpointSecret(
      HookEndpoints endpoints,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      HookPolicy policy) {
    this.endpoints = endpoints;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * Rotates.
   *
   * @param overlap how long the former one goes on signing; empty for the usual time
   * @return the endpoint with its new secret, which is shown now and never again
   */
  public Optional<HookEndpoint> rotate(
      PartnerId partner, HookEndpointId id, Optional<Duration> overlap) {
    HookSecret next = HookSecret.of(ids.randomBytes(HookSecret.BYTES));
    return tx.call(
        () -> {
          Optional<HookEndpoint> rotated =
              endpoints
                  .lock(partner, id)
                  .map(e -> e.rotated(next, overlap.orElse(policy.overlap()), clock.instant()));
          rotated.ifPresent(endpoints::save);
          return rotated;
        });
  }
}
