package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.CreateEndpoint;
import ng.bills.application.hook.FindEndpoints;
import ng.bills.application.hook.RotateEndpointSecret;
import ng.bills.application.hook.SwitchEndpoint;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointState;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.EndpointAnswers;
import ng.bills.web.api.model.EndpointForms;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** Where a partner wants to be told. It sees its own endpoints; nobody else's exist for it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.WEBHOOKS)
@Singleton
public class WebhookEndpointResource {

  private final CreateEndpoint createEndpoint;
  private final FindEndpoints findEndpoints;
  private final RotateEndpointSecret rotateSecret;
  private final SwitchEndpoint switchEndpoint;
  private final InstantSource clock;

  @Inject
  public WebhookEndpointResource(
      CreateEndpoint createEndpoint,
      FindEndpoints findEndpoints,
      RotateEndpointSecret rotateSecret,
      SwitchEndpoint switchEndpoint,
      InstantSource clock) {
    this.createEndpoint = createEndpoint;
    this.findEndpoints = findEndpoints;
    this.rotateSecret = rotateSecret;
    this.switchEndpoint = switchEndpoint;
    this.clock = clock;
  }

  /** Creates one; the answer alone shows the secret. */
  @POST
  @Path("/webhook-endpoints")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body, @Context SecurityContext security) {
    EndpointForms.Body<CreateEndpoint.Form> read;
    try {
      read = EndpointForms.readCreate(RawBody.read(body, clock));
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
    if (!read.faults().isEmpty()) {
      throw new ProblemException(EndpointForms.refused(read.faults(), List.of()));
    }
    CreateEndpoint.Result result = createEndpoint.create(Caller.of(security), read.value());
    if (result instanceof CreateEndpoint.Created created) {
      return Response.status(Response.Status.CREATED)
          .entity(JsonAnswer.of(EndpointAnswers.withSecret(created.endpoint())))
          .build();
    }
    if (result instanceof CreateEndpoint.Refused refused) {
      throw new ProblemException(EndpointForms.refused(List.of(), refused.faults()));
    }
    throw new ProblemException(
        Problem.of(
            409,
            "ENDPOINT_LIMIT",
            "Too many webhook endpoints",
            "you may have " + HookEndpoint.MOST + "; delete one first"));
  }

  /** The partner's endpoints, oldest first. */
  @GET
  @Path("/webhook-endpoints")
  public JsonAnswer list(@Context SecurityContext security) {
    return JsonAnswer.of(EndpointAnswers.endpoints(findEndpoints.of(Caller.of(security))));
  }

  /** One endpoint, without its secret. */
  @GET
  @Path("/webhook-endpoints/{endpoint_id}")
  public JsonAnswer get(@PathParam("endpoint_id") String id, @Context SecurityContext security) {
    return shown(findEndpoints.find(Caller.of(security), EndpointPaths.endpoint(id)));
  }

  /** A new secret; the former one signs beside it for a while. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/rotate-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonAnswer rotate(
      @PathParam("endpoint_id") String id, InputStream body, @Context SecurityContext security) {
    EndpointForms.Body<Optional<Duration>> read;
    try {
      read = EndpointForms.readRotate(RawBody.read(body, clock));
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
    if (!read.faults().isEmpty()) {
      throw new ProblemException(BillForms.invalid(read.faults()));
    }
    return JsonAnswer.of(
        EndpointAnswers.withSecret(
            rotateSecret
                .rotate(Caller.of(security), EndpointPaths.endpoint(id), read.value())
                .orElseThrow(EndpointPaths::noEndpoint)));
  }

  /** It is told nothing until it is enabled again. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/disable")
  public JsonAnswer disable(
      @PathParam("endpoint_id") String id, @Context SecurityContext security) {
    return shown(to(HookEndpointState.DISABLED, id, security));
  }

  /** It is told again, what waited for it first. */
  @POST
  @Path("/webhook-endpoints/{endpoint_id}/enable")
  public JsonAnswer enable(@PathParam("endpoint_id") String id, @Context SecurityContext security) {
    return shown(to(HookEndpointState.ACTIVE, id, security));
  }

  /** For good; what waited for it is not sent any more. */
  @DELETE
  @Path("/webhook-endpoints/{endpoint_id}")
  // a caller who knows that the good answer has no body accepts problems only
  @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
  public Response delete(@PathParam("endpoint_id") String id, @Context SecurityContext security) {
    to(HookEndpointState.DELETED, id, security).orElseThrow(EndpointPaths::noEndpoint);
    return Response.noContent().build();
  }

  private Optional<HookEndpoint> to(HookEndpointState state, String id, SecurityContext security) {
    return switchEndpoint.to(state, Caller.of(security), EndpointPaths.endpoint(id));
  }

  private static JsonAnswer shown(Optional<HookEndpoint> endpoint) {
    return JsonAnswer.of(EndpointAnswers.endpoint(endpoint.orElseThrow(EndpointPaths::noEndpoint)));
  }
}
