package ng.bills.web.api.model;

import java.time.Duration;
import java.util.Optional;
import ng.bills.application.payment.FindPayments;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockedWait;
import ng.bills.domain.refund.RefundClock;
import ng.bills.web.api.json.JsonFields;

/** How long the customer of a payment has waited, as the API shows it. */
final class RefundClockAnswers {

  private RefundClockAnswers() {}

  /** Both waits, each only when there was one; empty when the customer never waited. */
  static Optional<JsonFields> of(FindPayments.Story story) {
    RefundClock clock = story.clock();
    JsonFields json = JsonFields.object();
    boolean any = false;
    for (ClockedWait clocked : ClockedWait.values()) {
      if (clock.since(clocked).isPresent()) {
        json.object(clocked.wireName(), wait(story, clock, clocked));
        any = true;
      }
    }
    return any ? Optional.of(json) : Optional.empty();
  }

  private static JsonFields wait(FindPayments.Story story, RefundClock clock, ClockedWait clocked) {
    JsonFields json =
        JsonFields.object()
            .time("since", clock.since(clocked))
            .time("until", clock.until(clocked))
            .number("limit_seconds", story.limits().of(clocked).toSeconds());
    clock
        .until(clocked)
        .flatMap(until -> clock.lasted(clocked, until))
        .map(Duration::toSeconds)
        .ifPresent(seconds -> json.number("lasted_seconds", seconds));
    story.breaches().stream()
        .filter(b -> b.clocked() == clocked)
        .findFirst()
        .ifPresent(b -> json.object("breach", breach(b)));
    return json;
  }

  private static JsonFields breach(ClockBreach breach) {
    return JsonFields.object()
        .time("at", breach.at())
        .number("limit_seconds", breach.limit().toSeconds())
        .text("cause", breach.finding().cause().wireName())
        .text("detail", breach.finding().detail())
        .time("found_at", breach.foundAt());
  }
}
