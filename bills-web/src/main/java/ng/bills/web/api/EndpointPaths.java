package ng.bills.web.api;

import java.util.UUID;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.web.api.model.DeliveryQuery;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;

/** Ids in the addresses of webhook endpoints, and what is said when nothing has them. */
final class EndpointPaths {

  private EndpointPaths() {}

  static HookEndpointId endpoint(String id) {
    if (!DeliveryQuery.ID.matcher(id).matches()) {
      throw noEndpoint();
    }
    return new HookEndpointId(UUID.fromString(id));
  }

  static HookEventId event(String id) {
    if (!DeliveryQuery.ID.matcher(id).matches()) {
      throw noDelivery();
    }
    return new HookEventId(UUID.fromString(id));
  }

  static ProblemException noEndpoint() {
    return new ProblemException(
        Problem.of(
            404,
            "ENDPOINT_NOT_FOUND",
            "No such webhook endpoint",
            "you have no webhook endpoint of that id"));
  }

  static ProblemException noDelivery() {
    return new ProblemException(
        Problem.of(
            404,
            "DELIVERY_NOT_FOUND",
            "No such delivery",
            "nothing with that webhook-id was for this endpoint of yours"));
  }

  static ProblemException disabled() {
    return new ProblemException(
        Problem.of(
            409,
            "ENDPOINT_DISABLED",
            "The webhook endpoint is disabled",
            "nothing is sent to it; enable it first"));
  }
}
