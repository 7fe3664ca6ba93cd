package ng.bills.web.api;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.health.port.BrokerProbe;
import ng.bills.domain.payment.PaymentId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;

/** Probes for load balancers, open to everybody. They tell nothing but up or not. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Singleton
public class HealthResource {

  private static final PaymentId NOBODYS = new PaymentId(new UUID(0, 0));

  private final PaymentLinks links;
  private final BrokerProbe broker;

  @Inject
  public HealthResource(PaymentLinks links, BrokerProbe broker) {
    this.links = links;
    this.broker = broker;
  }

  /** Whether requests can be served: the database answers a look-up. */
  @GET
  @Path("/health")
  public JsonAnswer health() {
    try {
      links.find(NOBODYS);
    } catch (RuntimeException e) {
      throw new ProblemException(Problem.unavailable(Optional.of(e)));
    }
    return JsonAnswer.of(JsonFields.object().text("status", "UP").toJson());
  }

  /** Whether the broker takes and gives messages. */
  @GET
  @Path("/ping-broker")
  public JsonAnswer pingBroker() {
    if (!broker.ping()) {
      throw new ProblemException(
          Problem.of(
              503,
              "BROKER_UNAVAILABLE",
              "The message broker does not answer",
              "payments go on by timer until it is back"));
    }
    return JsonAnswer.of(JsonFields.object().text("broker", "UP").toJson());
  }
}
