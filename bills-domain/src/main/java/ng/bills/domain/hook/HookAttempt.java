package ng.bills.domain.hook;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One call to an endpoint, for the delivery log.
 *
 * @param number counts the calls of a delivery from 1
 * @param startedAt when it was written down, before the call
 * @param end what came of it; empty while it is under way, or when the node died over it
 */
public record HookAttempt(int number, Instant startedAt, Optional<End> end) {

  /**
   * What came of a call.
   *
   * @param at when
   * @param status the HTTP status; empty without an answer
   * @param error what was seen instead of a status of 2xx, in our words
   * @param answer how the endpoint's answer began, without secrets
   */
  public record End(
      Instant at, Optional<Integer> status, Optional<String> error, Optional<String> answer) {

    public End {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(answer, "answer");
    }

    /** Without the answer's words. */
    @Override
    public String toString() {
      return status.map(s -> "http " + s).or(() -> error).orElse("no answer");
    }
  }

  public HookAttempt {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(end, "end");
  }
}
