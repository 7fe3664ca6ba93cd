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
import java.util.List;
import ng.bills.application.listing.ListPayments;
import ng.bills.application.payment.FindPayments;
import ng.bills.domain.partner.PartnerId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.listing.ListCursors;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.HistoryAnswers;
import ng.bills.web.api.model.HistoryQuery;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** A partner's payments in lists and totals. */
@Path("/bills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READ)
@Singleton
public class HistoryResource {

  private final ListPayments listPayments;
  private final FindPayments findPayments;
  private final ListCursors cursors;
  private final FormRules rules;

  @Inject
  public HistoryResource(
      ListPayments listPayments, FindPayments findPayments, ListCursors cursors, FormRules rules) {
    this.listPayments = listPayments;
    this.findPayments = findPayments;
    this.cursors = cursors;
    this.rules = rules;
  }

  /** The partner's payments, newest first. */
  @GET
  @Path("/history")
  public JsonAnswer history(@Context UriInfo uri, @Context SecurityContext security) {
    PartnerId partner = Caller.of(security);
    HistoryQuery query = HistoryQuery.ofHistory(uri.getQueryParameters(), partner, rules).checked();
    ListPayments.Page page =
        query
            .cursor()
            .map(cursor -> listPayments.goOn(query.filter(), rest(query, cursor), query.limit()))
            .orElseGet(() -> listPayments.begin(query.filter(), query.offset(), query.limit()));
    return JsonAnswer.of(
        HistoryAnswers.page(
            page, query, page.rest().map(rest -> cursors.payments(query.filter(), rest))));
  }

  private ListPayments.Rest rest(HistoryQuery query, String cursor) {
    return cursors
        .payments(query.filter(), cursor)
        .orElseThrow(() -> new ProblemException(BillForms.invalid(List.of(ListCursors.REFUSED))));
  }

  /** Totals of the partner's completed payments. */
  @GET
  @Path("/stats")
  public JsonAnswer stats(@Context UriInfo uri, @Context SecurityContext security) {
    PartnerId partner = Caller.of(security);
    HistoryQuery query = HistoryQuery.ofStats(uri.getQueryParameters(), partner, rules).checked();
    return JsonAnswer.of(
        HistoryAnswers.stats(
            findPayments.stats(partner, query.filter().from(), query.filter().to()),
            query.filter().from(),
            query.filter().to()));
  }
}
