package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.hook.HookEndpointId;

/**
 * Places for the calls of this node, so that endpoints that answer late or not at all do not take
 * those of the others: they have a lane of their own. Which lane an endpoint belongs to is what its
 * last call here was like; of one that was not called yet, one call shows it. Whoever finds no
 * place is called up when one is free.
 */
@Singleton
public class HookLanes {

  private enum Lane {
    QUICK,
    SLOW
  }

  /** A bound on what is remembered; beyond it an endpoint is one that was not called yet. */
  private static final int MOST_KNOWN = 100_000;

  private final Duration late;
  private final Map<Lane, Integer> free = new EnumMap<>(Lane.class);
  private final Map<Lane, Set<HookEndpointId>> waiting = new EnumMap<>(Lane.class);
  private final Map<HookEndpointId, Lane> known = new HashMap<>();
  private final Map<HookEndpointId, Integer> underWay = new HashMap<>();

  @Inject
  public HookLanes(HookPolicy policy) {
    this.late = policy.lanes().late();
    free.put(Lane.QUICK, policy.lanes().quick());
    free.put(Lane.SLOW, policy.lanes().slow());
    waiting.put(Lane.QUICK, new LinkedHashSet<>());
    waiting.put(Lane.SLOW, new LinkedHashSet<>());
  }

  /** A place in one lane, to be left exactly once. */
  public final class Place {
    private final HookEndpointId endpoint;
    private final Lane lane;
    private boolean left;

    private Place(HookEndpointId endpoint, Lane lane) {
      this.endpoint = endpoint;
      this.lane = lane;
    }

    /**
     * Leaves it.
     *
     * @return an endpoint that waited for a place like this one
     */
    public Optional<HookEndpointId> leave() {
      synchronized (HookLanes.this) {
        if (left) {
          return Optional.empty();
        }
        left = true;
        free.merge(lane, 1, Integer::sum);
        underWay.computeIfPresent(endpoint, (id, calls) -> calls == 1 ? null : calls - 1);
        return next(lane);
      }
    }
  }

  private Optional<HookEndpointId> next(Lane lane) {
    Iterator<HookEndpointId> first = waiting.get(lane).iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    HookEndpointId endpoint = first.next();
    first.remove();
    return Optional.of(endpoint);
  }

  /**
   * A place for one call to it. Empty when there is none, or its first call is still under way;
   * then it is remembered.
   */
  public synchronized Optional<Place> take(HookEndpointId endpoint) {
    Lane lane = known.getOrDefault(endpoint, Lane.QUICK);
    boolean firstUnderWay = !known.containsKey(endpoint) && underWay.containsKey(endpoint);
    if (free.get(lane) == 0 || firstUnderWay) {
      waiting.get(lane).add(endpoint);
      return Optional.empty();
    }
    free.merge(lane, -1, Integer::sum);
    underWay.merge(endpoint, 1, Integer::sum);
    return Optional.of(new Place(endpoint, lane));
  }

  /** What a call to it was like. */
  public synchronized void called(HookEndpointId endpoint, boolean arrived, Duration took) {
    if (known.size() < MOST_KNOWN || known.containsKey(endpoint)) {
      known.put(endpoint, arrived && took.compareTo(late) < 0 ? Lane.QUICK : Lane.SLOW);
    }
  }
}
