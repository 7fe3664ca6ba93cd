package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.application.limit.LimitRequests;
import ng.bills.domain.partner.KeyId;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.RateLimitFields;

/** Tells every caller what its key may still do, and ends its request when that is nothing. */
final class RequestGate {

  private final Function<KeyId, Optional<LimitRequests.Verdict>> count;

  /**
   * @param count counts a request of a key
   */
  RequestGate(Function<KeyId, Optional<LimitRequests.Verdict>> count) {
    this.count = count;
  }

  /** Counts a request and sets the headers; why it must not go on, if so. */
  Optional<Problem> count(KeyId key, HttpServletResponse response) {
    Optional<LimitRequests.Verdict> counted = count.apply(key);
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    LimitRequests.Verdict verdict = counted.get();
    response.addHeader(
        RateLimitFields.POLICY, RateLimitFields.policy(RateLimitFields.KEY, verdict.quota()));
    response.addHeader(
        RateLimitFields.STANDING,
        RateLimitFields.standing(RateLimitFields.KEY, verdict.remaining(), verdict.in()));
    if (verdict.admitted()) {
      return Optional.empty();
    }
    response.setHeader("Retry-After", Long.toString(RateLimitFields.seconds(verdict.in())));
    return Optional.of(RateLimitFields.keyIsOver(verdict.quota()));
  }
}
