package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendReference;

/**
 * One try to buy a bill from one provider. It is committed before the provider is called and ends
 * as delivered, rejected or not found; until then nobody may try again.
 *
 * @param id its identity
 * @param sequence 1 for the first attempt of its payment; the first is primary, others are retries
 *     or fallbacks
 * @param provider whom we asked
 * @param reference ours, unique for ever
 * @param state how far it is
 * @param providerReference theirs, once known
 * @param statusCode their last code, for the record
 * @param detail their last words, without personal data
 * @param rejection why they refused, when they did
 * @param startedAt when it was committed
 * @param answeredAt when it was settled; later answers that say the same do not move it
 * @param requeries how often we asked about it
 * @param notFounds how often in a row they said that they do not know it
 */
public record Attempt(
    UUID id,
    int sequence,
    ProviderCode provider,
    VendReference reference,
    AttemptState state,
    Optional<ProviderReference> providerReference,
    Optional<String> statusCode,
    Optional<String> detail,
    Optional<RejectionReason> rejection,
    Instant startedAt,
    Optional<Instant> answeredAt,
    int requeries,
    int notFounds) {

  public Attempt {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(providerReference, "providerReference");
    Objects.requireNonNull(statusCode, "statusCode");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(rejection, "rejection");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(answeredAt, "answeredAt");
  }

  static Attempt started(
      UUID id, int sequence, ProviderCode provider, VendReference reference, Instant at) {
    return new Attempt(
        id,
        sequence,
        provider,
        reference,
        AttemptState.STARTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        at,
        Optional.empty(),
        0,
        0);
  }

  /** Whether its end is not known yet. */
  public boolean isLive() {
    return state.isLive();
  }

  Attempt answered(
      AttemptState newState,
      Optional<ProviderReference> theirs,
      String code,
      Optional<String> words,
      Optional<RejectionReason> reason,
      Instant at) {
    return new Attempt(
        id,
        sequence,
        provider,
        reference,
        newState,
        theirs.or(() -> providerReference),
        Optional.of(code),
        words,
        reason,
        startedAt,
        newState.isLive() ? Optional.empty() : Optional.of(settledAt(newState, at)),
        requeries,
        0);
  }

  private Instant settledAt(AttemptState newState, Instant at) {
    return newState == state ? answeredAt.orElse(at) : at;
  }

  Attempt calledByThem(ProviderReference theirs) {
    return new Attempt(
        id,
        sequence,
        provider,
        reference,
        state,
        Optional.of(theirs),
        statusCode,
        detail,
        rejection,
        startedAt,
        answeredAt,
        requeries,
        notFounds);
  }

  Attempt requeried() {
    return asked(statusCode, requeries + 1, notFounds);
  }

  /** They know it again. */
  Attempt foundAgain() {
    return asked(statusCode, requeries, 0);
  }

  Attempt notFoundAgain(String code) {
    return asked(Optional.of(code), requeries, notFounds + 1);
  }

  private Attempt asked(Optional<String> code, int times, int inVain) {
    return new Attempt(
        id,
        sequence,
        provider,
        reference,
        state,
        providerReference,
        code,
        detail,
        rejection,
        startedAt,
        answeredAt,
        times,
        inVain);
  }
}
