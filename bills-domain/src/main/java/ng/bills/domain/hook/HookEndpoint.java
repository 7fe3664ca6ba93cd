package ng.bills.domain.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import ng.bills.domain.partner.PartnerId;

/**
 * An address at which a partner is told what happens to its payments.
 *
 * @param id its identity
 * @param partner whose it is
 * @param url where it is
 * @param description the partner's own words for it
 * @param types what it is told; empty for everything
 * @param state whether it is told anything
 * @param stateReason why it is not, for the partner
 * @param secrets what signs
 * @param troubles how many deliveries failed since the last one that arrived
 * @param pausedUntil until when it is left alone, if it is
 * @param createdAt when it was made
 */
public record HookEndpoint(
    HookEndpointId id,
    PartnerId partner,
    HookUrl url,
    Optional<String> description,
    Set<HookEventType> types,
    HookEndpointState state,
    Optional<String> stateReason,
    HookSecrets secrets,
    int troubles,
    Optional<Instant> pausedUntil,
    Instant createdAt) {

  /** As many a partner may have. */
  public static final int MOST = 20;

  public HookEndpoint {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(description, "description");
    types = Set.copyOf(types);
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(stateReason, "stateReason");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(pausedUntil, "pausedUntil");
    Objects.requireNonNull(createdAt, "createdAt");
    if ((state == HookEndpointState.ACTIVE) == stateReason.isPresent()) {
      throw new IllegalArgumentException("an endpoint that is not told says why, and only then");
    }
  }

  public static HookEndpoint created(
      HookEndpointId id,
      PartnerId partner,
      HookUrl url,
      Optional<String> description,
      Set<HookEventType> types,
      HookSecret secret,
      Instant at) {
    return new HookEndpoint(
        id,
        partner,
        url,
        description,
        types,
        HookEndpointState.ACTIVE,
        Optional.empty(),
        HookSecrets.first(secret),
        0,
        Optional.empty(),
        at);
  }

  public boolean isActive() {
    return state == HookEndpointState.ACTIVE;
  }

  /** Whether it is told of such events. */
  public boolean wants(HookEventType type) {
    return isActive() && (types.isEmpty() || types.contains(type));
  }

  /** How many deliveries to it may be under way at that time; none while it is left alone. */
  public int mayCarry(HookPacing pacing, Instant at) {
    if (!isActive() || pausedUntil.filter(until -> until.isAfter(at)).isPresent()) {
      return 0;
    }
    return troubles == 0 ? pacing.atOnce() : 1;
  }

  public HookEndpoint rotated(HookSecret next, Duration overlap, Instant at) {
    return with(state, stateReason, secrets.rotated(next, overlap, at), troubles, pausedUntil);
  }

  /** It is told nothing until it is enabled again. */
  public HookEndpoint disabled(String why) {
    return with(HookEndpointState.DISABLED, Optional.of(why), secrets, troubles, pausedUntil);
  }

  /** It is told again, without a pause that was left. */
  public HookEndpoint enabled() {
    return with(HookEndpointState.ACTIVE, Optional.empty(), secrets, 0, Optional.empty());
  }

  public HookEndpoint deleted() {
    return with(
        HookEndpointState.DELETED,
        Optional.of("deleted by the partner"),
        secrets,
        troubles,
        Optional.empty());
  }

  /** A delivery did not arrive: after some in a row it is left alone, longer and longer. */
  public HookEndpoint troubled(HookPacing pacing, RandomGenerator random, Instant at) {
    int now = troubles + 1;
    return with(
        state,
        stateReason,
        secrets,
        now,
        now < pacing.pauseAfter()
            ? pausedUntil
            : Optional.of(at.plus(pacing.pauses().delay(now - pacing.pauseAfter(), random))));
  }

  private HookEndpoint with(
      HookEndpointState newState,
      Optional<String> why,
      HookSecrets newSecrets,
      int newTroubles,
      Optional<Instant> paused) {
    return new HookEndpoint(
        id,
        partner,
        url,
        description,
        types,
        newState,
        why,
        newSecrets,
        newTroubles,
        paused,
        createdAt);
  }

  @Override
  public String toString() {
    return "webhook endpoint " + id;
  }
}
