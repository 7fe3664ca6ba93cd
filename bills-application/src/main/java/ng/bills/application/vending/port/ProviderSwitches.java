package ng.bills.application.vending.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ng.bills.domain.vend.ProviderCode;

/**
 * Which providers operators have switched off. A provider that was never switched is on. Nothing
 * that was ever switched is forgotten.
 */
public interface ProviderSwitches {

  /**
   * Somebody switched a provider.
   *
   * @param provider which
   * @param on whether it gets new orders from now on
   * @param actor who did it
   * @param reason why, in the operator's words
   * @param at when
   */
  record Switching(ProviderCode provider, boolean on, String actor, String reason, Instant at) {

    public Switching {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(at, "at");
      if (actor.isBlank() || actor.length() > 100) {
        throw new IllegalArgumentException("somebody with a name of up to 100 characters did it");
      }
      if (reason.isBlank() || reason.length() > 500) {
        throw new IllegalArgumentException("there is a reason of up to 500 characters");
      }
    }
  }

  /**
   * Whether it may get new orders; as of a few seconds ago at the most. May be called inside and
   * outside a unit of work.
   */
  boolean isOn(ProviderCode provider);

  /** Stores it; counts on this node at once. Inside a unit of work. */
  void record(Switching switching);

  /** The last switching of each provider that was ever switched. Inside a unit of work. */
  Map<ProviderCode, Switching> latest();

  /** All switchings of a provider, oldest first. Inside a unit of work. */
  List<Switching> of(ProviderCode provider);
}
