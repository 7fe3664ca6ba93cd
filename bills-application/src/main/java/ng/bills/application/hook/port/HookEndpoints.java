package ng.bills.application.hook.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.partner.PartnerId;

/** The endpoints of partners. Inside a unit of work only. Deleted ones are not found. */
public interface HookEndpoints {

  /**
   * Stores an endpoint that was never stored.
   *
   * @return false, and nothing is stored, when the partner has as many as it may have
   */
  boolean add(HookEndpoint endpoint);

  /** Stores changes of one that was locked in this unit of work. */
  void save(HookEndpoint endpoint);

  /** The partner's endpoint, read with a row lock that lasts until the unit of work ends. */
  Optional<HookEndpoint> lock(PartnerId partner, HookEndpointId id);

  /** The same, whoever's it is. */
  Optional<HookEndpoint> lock(HookEndpointId id);

  /** A delivery has arrived: whatever trouble there was is over. */
  void well(HookEndpointId id);

  Optional<HookEndpoint> find(PartnerId partner, HookEndpointId id);

  /** The partner's, oldest first. */
  List<HookEndpoint> of(PartnerId partner);
}
