package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import ng.bills.application.payment.FindPayments;
import ng.bills.domain.partner.PartnerId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.HistoryAnswers;
import ng.bills.web.api.model.HistoryQuery;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** A partner's payments in lists and totals. */
@Path("/bills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PARTNER)
@Singleton
public class HistoryResource {

  private final FindPayments findPayments;
  private final FormRules rules;

  @Inject
  public HistoryResource(FindPayments findPayments, FormRules rules) {
    this.findPayments = findPayments;
    this.rules = rules;
  }

  /** The partner's payments, newest first. */
  @GET
  @Path("/history")
  public JsonAnswer history(@Context UriInfo uri, @Context SecurityContext security) {
    PartnerId partner = Caller.of(security);
    HistoryQuery query = checked(HistoryQuery.ofHistory(uri.getQueryParameters(), partner, rules));
    FindPayments.Page page =
        query.position().isPresent()
            ? findPayments.after(query.filter(), query.position(), query.limit())
            : findPayments.page(query.filter(), query.offset(), query.limit());
    return JsonAnswer.of(HistoryAnswers.page(page, query));
  }

  /** Totals of the partner's completed payments. */
  @GET
  @Path("/stats")
  public JsonAnswer stats(@Context UriInfo uri, @Context SecurityContext security) {
    PartnerId partner = Caller.of(security);
    HistoryQuery query = checked(HistoryQuery.ofStats(uri.getQueryParameters(), partner, rules));
    return JsonAnswer.of(
        HistoryAnswers.stats(
            findPayments.stats(partner, query.filter().from(), query.filter().to()),
            query.filter().from(),
            query.filter().to()));
  }

  private static HistoryQuery checked(HistoryQuery query) {
    if (query.unknownType()) {
      throw new ProblemException(
          new Problem(
              404,
              "UNKNOWN_BILL_TYPE",
              "Unknown bill type",
              "GET /bills/types lists the bill types on sale",
              query.faults(),
              Optional.empty()));
    }
    if (!query.faults().isEmpty()) {
      throw new ProblemException(BillForms.invalid(query.faults()));
    }
    return query;
  }
}
