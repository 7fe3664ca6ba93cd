package ng.bills.application.hook.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;

/**
 * Calls endpoints. Never throws for an answer, follows no redirect, and ends within a bound that
 * covers the whole call. It calls no address that is not public, however the name resolves, and
 * looks at the very address it then connects to. Must not be called inside a unit of work.
 */
public interface HookCaller {

  /**
   * A call.
   *
   * @param id the {@code webhook-id}
   * @param at the {@code webhook-timestamp}
   * @param body what is signed and sent
   * @param secrets each makes one signature
   */
  record Call(HookUrl url, HookEventId id, Instant at, String body, List<HookSecret> secrets) {

    @Override
    public String toString() {
      return "call of " + url;
    }
  }

  /**
   * What came of it.
   *
   * @param status the HTTP status; empty without a whole answer
   * @param error what was seen instead of a status, in our words
   * @param answer how the body of the answer began, without secrets
   * @param retryAfter how long the endpoint asked us to wait
   */
  record Answer(
      Optional<Integer> status,
      Optional<String> error,
      Optional<String> answer,
      Optional<Duration> retryAfter) {

    /** No whole answer came. */
    public static Answer none(String error) {
      return new Answer(Optional.empty(), Optional.of(error), Optional.empty(), Optional.empty());
    }

    /** Without the answer's words. */
    @Override
    public String toString() {
      return status.map(s -> "http " + s).or(() -> error).orElse("no answer");
    }
  }

  Answer call(Call call);

  /**
   * Why that address may not be called, as far as can be told without calling it; empty when it
   * may. Looks the name up.
   */
  Optional<String> refusal(HookUrl url);
}
