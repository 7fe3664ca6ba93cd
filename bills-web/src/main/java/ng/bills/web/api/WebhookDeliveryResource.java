package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.FindEndpoints;
import ng.bills.application.hook.ReplayDeliveries;
import ng.bills.application.hook.TestEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.partner.PartnerId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.listing.ListCursors;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.DeliveryQuery;
import ng.bills.web.api.model.EndpointAnswers;
import ng.bills.web.api.model.EndpointForms;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** What was sent to a partner's endpoint, and sending it again. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.WEBHOOKS)
@Singleton
public class WebhookDeliveryResource {

  private final FindEndpoints findEndpoints;
  private final TestEndpoint testEndpoint;
  private final ReplayDeliveries replayDeliveries;
  private final ListCursors cursors;
  private final InstantSource clock;

  @Inject
  public WebhookDeliveryResource(
      FindEndpoints findEndpoints,
      TestEndpoint testEndpoint,
      ReplayDeliveries replayDeliveries,
      ListCursors cursors,
      InstantSource clock) {
    this.findEndpoints = findEndpoints;
    this.testEndpoint = testEndpoint;
    this.replayDeliveries = replayDeliveries;
    this.cursors = cursors;
    this.clock = clock;
  }

  /** Sends a test event; what came of it is in the log. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/test")
  public Response test(@PathParam("endpoint_id") String id, @Context SecurityContext security) {
    TestEndpoint.Result result =
        testEndpoint
            .test(Caller.of(security), EndpointPaths.endpoint(id))
            .orElseThrow(EndpointPaths::noEndpoint);
    if (result instanceof TestEndpoint.Sent sent) {
      return accepted(JsonAnswer.of(EndpointAnswers.sent(sent.event())));
    }
    throw EndpointPaths.disabled();
  }

  /** The delivery log, newest event first. */
  @GET
  @Path("/webhook-endpoints/{endpoint_id}/deliveries")
  public JsonAnswer deliveries(
      @PathParam("endpoint_id") String id,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    DeliveryQuery query = DeliveryQuery.read(uri.getQueryParameters());
    if (!query.faults().isEmpty()) {
      throw new ProblemException(BillForms.invalid(query.faults()));
    }
    HookEndpointId endpoint = EndpointPaths.endpoint(id);
    ListCursors.Log log = new ListCursors.Log(Caller.of(security), endpoint, query.state());
    Optional<HookEventId> before =
        query
            .cursor()
            .map(
                cursor ->
                    cursors
                        .deliveries(log, cursor)
                        .orElseThrow(() -> refusedCursor(log.partner(), endpoint)));
    FindEndpoints.Log page =
        findEndpoints
            .log(log.partner(), endpoint, query.state(), before, query.limit())
            .orElseThrow(EndpointPaths::noEndpoint);
    return JsonAnswer.of(
        EndpointAnswers.log(page, page.next().map(last -> cursors.deliveries(log, last))));
  }

  /** Whoever has no such endpoint hears that first. */
  private ProblemException refusedCursor(PartnerId partner, HookEndpointId endpoint) {
    return findEndpoints.find(partner, endpoint).isPresent()
        ? new ProblemException(BillForms.invalid(List.of(ListCursors.REFUSED)))
        : EndpointPaths.noEndpoint();
  }

  /** Sends one event again: the same webhook-id, the same bytes. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/deliveries/{webhook_id}/replay")
  public Response replay(
      @PathParam("endpoint_id") String id,
      @PathParam("webhook_id") String webhookId,
      @Context SecurityContext security) {
    return replayed(
        replayDeliveries
            .one(Caller.of(security), EndpointPaths.endpoint(id), EndpointPaths.event(webhookId))
            .orElseThrow(EndpointPaths::noDelivery));
  }

  /** Sends again what was given up since a time. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replayFailed(
      @PathParam("endpoint_id") String id, InputStream body, @Context SecurityContext security) {
    EndpointForms.Body<Optional<Instant>> read;
    try {
      read = EndpointForms.readReplay(RawBody.read(body, clock));
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
    if (!read.faults().isEmpty()) {
      throw new ProblemException(BillForms.invalid(read.faults()));
    }
    return replayed(
        replayDeliveries
            .failed(Caller.of(security), EndpointPaths.endpoint(id), read.value().orElseThrow())
            .orElseThrow(EndpointPaths::noEndpoint));
  }

  private static Response replayed(ReplayDeliveries.Result result) {
    if (result instanceof ReplayDeliveries.Replayed replayed) {
      return accepted(JsonAnswer.of(EndpointAnswers.replayed(replayed)));
    }
    if (result instanceof ReplayDeliveries.Disabled) {
      throw EndpointPaths.disabled();
    }
    throw new ProblemException(
        Problem.of(
            409,
            "DELIVERY_UNDER_WAY",
            "It is being sent just now",
            "look at its log in a moment, then ask again if need be"));
  }

  private static Response accepted(JsonAnswer answer) {
    return Response.accepted(answer).build();
  }
}
