package ng.bills.web.api.model;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.hook.FindEndpoints;
import ng.bills.application.hook.ReplayDeliveries;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.HookSecrets;
import ng.bills.web.api.json.JsonFields;

/** Webhook endpoints and their log, as the API shows them. */
public final class EndpointAnswers {

  private EndpointAnswers() {}

  /** An endpoint without its secret. */
  public static JsonObject endpoint(HookEndpoint endpoint) {
    return fields(endpoint).toJson();
  }

  /** An endpoint with the secret that was just made: it is never shown again. */
  public static JsonObject withSecret(HookEndpoint endpoint) {
    return fields(endpoint).text("secret", endpoint.secrets().current().text()).toJson();
  }

  public static JsonObject endpoints(List<HookEndpoint> endpoints) {
    return JsonFields.object()
        .objects("webhook_endpoints", endpoints.stream().map(EndpointAnswers::fields))
        .toJson();
  }

  private static JsonFields fields(HookEndpoint endpoint) {
    return JsonFields.object()
        .text("id", endpoint.id().toString())
        .text("url", endpoint.url().value())
        .text("description", endpoint.description())
        .texts("event_types", types(endpoint))
        .text("status", endpoint.state().wireName())
        .text("status_reason", endpoint.stateReason())
        .number("failures_in_a_row", endpoint.troubles())
        .time("paused_until", endpoint.pausedUntil())
        .time("former_secret_until", endpoint.secrets().former().map(HookSecrets.Former::until))
        .time("created_at", endpoint.createdAt());
  }

  private static Stream<String> types(HookEndpoint endpoint) {
    return Arrays.stream(HookEventType.values())
        .filter(t -> t != HookEventType.TEST)
        .filter(t -> endpoint.types().isEmpty() || endpoint.types().contains(t))
        .map(HookEventType::wireName);
  }

  /** The event that goes out as a test. */
  public static JsonObject sent(HookEventId event) {
    return JsonFields.object().text("webhook_id", event.toString()).toJson();
  }

  public static JsonObject replayed(ReplayDeliveries.Replayed replayed) {
    return JsonFields.object()
        .number("replayed", replayed.count())
        .flag("more", replayed.more())
        .toJson();
  }

  /**
   * A part of the log.
   *
   * @param next where it goes on
   */
  public static JsonObject log(FindEndpoints.Log log, Optional<String> next) {
    return JsonFields.object()
        .textOrNull("next_cursor", next)
        .objects("deliveries", log.lines().stream().map(EndpointAnswers::line))
        .toJson();
  }

  private static JsonFields line(HookDeliveries.Line line) {
    HookDelivery delivery = line.delivery();
    return JsonFields.object()
        .text("webhook_id", delivery.event().toString())
        .text("type", delivery.type().wireName())
        .text("status", delivery.state().wireName())
        .number("calls", delivery.attempts())
        .number("replays", delivery.replays())
        .text("last_result", delivery.lastResult())
        .time("created_at", delivery.createdAt())
        .time("next_try_at", delivery.nextActionAt())
        .time("delivered_at", delivery.deliveredAt())
        .objects("attempts", line.calls().stream().map(EndpointAnswers::attempt));
  }

  private static JsonFields attempt(HookAttempt attempt) {
    Optional<HookAttempt.End> end = attempt.end();
    JsonFields json =
        JsonFields.object()
            .number("number", attempt.number())
            .time("started_at", attempt.startedAt())
            .time("ended_at", end.map(HookAttempt.End::at));
    end.flatMap(HookAttempt.End::status).ifPresent(status -> json.number("http_status", status));
    return json.text("error", end.flatMap(HookAttempt.End::error))
        .text("answer", end.flatMap(HookAttempt.End::answer));
  }
}
