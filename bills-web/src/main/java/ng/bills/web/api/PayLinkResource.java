package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import ng.bills.application.pay.CreatePayLink;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.PayLinkForms;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** Links to the pay page on which what a partner says is filled in (docs/adr/0045). */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PAY)
@Singleton
public class PayLinkResource {

  private final CreatePayLink createPayLink;
  private final PaymentLinks links;
  private final InstantSource clock;

  @Inject
  public PayLinkResource(CreatePayLink createPayLink, PaymentLinks links, InstantSource clock) {
    this.createPayLink = createPayLink;
    this.links = links;
    this.clock = clock;
  }

  @POST
  @Path("/pay-links")
  public Response create(InputStream body, @Context SecurityContext security) {
    PayLinkForms.Body read;
    try {
      read = PayLinkForms.readCreate(RawBody.read(body, clock));
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
    CreatePayLink.Result result =
        createPayLink.create(Caller.of(security), read.wish(), read.faults());
    if (result instanceof CreatePayLink.Refused refused) {
      throw new ProblemException(BillForms.invalid(refused.faults()));
    }
    CreatePayLink.Created created = (CreatePayLink.Created) result;
    return Response.status(Response.Status.CREATED)
        .entity(
            JsonAnswer.of(
                JsonFields.object()
                    .text("url", links.payPage(created.sealed()))
                    .time("expires_at", created.expiresAt())
                    .toJson()))
        .build();
  }
}
