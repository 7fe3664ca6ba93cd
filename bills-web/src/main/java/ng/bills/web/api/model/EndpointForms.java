package ng.bills.web.api.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.hook.CreateEndpoint;
import ng.bills.application.payment.Fault;
import ng.bills.domain.hook.HookUrl;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.json.JsonForm.Member;
import ng.bills.web.api.problem.Problem;

/** Reads what partners send about their webhook endpoints, every wrong field named. */
public final class EndpointForms {

  private static final int MAX_OVERLAP_HOURS = 720;

  private static final List<Member> CREATE =
      List.of(
          Member.text("url", HookUrl.MAX_LENGTH),
          Member.text("description", 200),
          Member.texts("event_types", 64));
  private static final List<Member> ROTATE = List.of(Member.number("overlap_hours"));
  private static final List<Member> REPLAY = List.of(Member.text("from", 40));

  /**
   * A body as far as it could be read.
   *
   * @param value what was understood
   * @param faults what was not
   */
  public record Body<T>(T value, List<Fault> faults) {

    public Body {
      faults = List.copyOf(faults);
    }
  }

  private EndpointForms() {}

  public static Body<CreateEndpoint.Form> readCreate(byte[] body)
      throws JsonForm.MalformedException {
    JsonForm json = JsonForm.read(body, CREATE);
    return new Body<>(
        new CreateEndpoint.Form(
            json.text("url"), json.text("description"), json.texts("event_types")),
        json.faults());
  }

  /** How long the former secret goes on signing; an empty body says nothing about it. */
  public static Body<Optional<Duration>> readRotate(byte[] body)
      throws JsonForm.MalformedException {
    if (body.length == 0) {
      return new Body<>(Optional.empty(), List.of());
    }
    JsonForm json = JsonForm.read(body, ROTATE);
    List<Fault> faults = new ArrayList<>(json.faults());
    Optional<BigDecimal> hours = json.number("overlap_hours");
    Optional<Duration> overlap = hours.flatMap(EndpointForms::hours);
    if (hours.isPresent() && overlap.isEmpty()) {
      faults.add(
          new Fault(
              "overlap_hours", "MALFORMED", "must be a whole number, 0 to " + MAX_OVERLAP_HOURS));
    }
    return new Body<>(overlap, faults);
  }

  private static Optional<Duration> hours(BigDecimal number) {
    boolean whole =
        number.signum() >= 0
            && number.compareTo(BigDecimal.valueOf(MAX_OVERLAP_HOURS)) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    return whole ? Optional.of(Duration.ofHours(number.intValue())) : Optional.empty();
  }

  /** From which time on what was given up is to be sent again. */
  public static Body<Optional<Instant>> readReplay(byte[] body) throws JsonForm.MalformedException {
    JsonForm json = JsonForm.read(body, REPLAY);
    List<Fault> faults = new ArrayList<>(json.faults());
    Optional<Instant> from = json.text("from").flatMap(EndpointForms::time);
    if (from.isEmpty() && faults.isEmpty()) {
      faults.add(
          json.text("from").isEmpty()
              ? new Fault("from", "REQUIRED", "must be given")
              : new Fault(
                  "from", "MALFORMED", "must be a time as in RFC 3339, e.g. 2026-01-31T23:00:00Z"));
    }
    return new Body<>(from, faults);
  }

  private static Optional<Instant> time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return Optional.of(time)
          .filter(t -> t.isAfter(Instant.EPOCH))
          .filter(t -> t.isBefore(Instant.parse("3000-01-01T00:00:00Z")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** One fault a field; what the edge found stands. */
  public static Problem refused(List<Fault> edge, List<CreateEndpoint.Wrong> found) {
    Map<String, Fault> byField = new LinkedHashMap<>();
    edge.forEach(f -> byField.putIfAbsent(f.field(), f));
    found.forEach(w -> byField.putIfAbsent(w.field(), new Fault(w.field(), w.code(), w.message())));
    return BillForms.invalid(List.copyOf(byField.values()));
  }
}
