package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import ng.bills.application.listing.BeginExport;
import ng.bills.application.listing.Export;
import ng.bills.application.listing.port.JournalList.Booked;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.web.api.listing.ExportFormat;
import ng.bills.web.api.listing.ExportStream;
import ng.bills.web.api.model.HistoryQuery;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/**
 * All of a partner's payments, and their journal, as long as they are, sent while they are read.
 */
@Path("/exports")
@RolesAllowed(Roles.READ)
@Singleton
public class ExportResource {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(60);

  private final BeginExport beginExport;
  private final FormRules rules;

  @Inject
  public ExportResource(BeginExport beginExport, FormRules rules) {
    this.beginExport = beginExport;
    this.rules = rules;
  }

  @GET
  @Path("/payments")
  public Response payments(
      @Context UriInfo uri, @Context Request request, @Context SecurityContext security) {
    PaymentHistory.Filter filter = filter(uri, security);
    ExportFormat format = format(uri, request);
    Export<Entry> export = beginExport.ofPayments(filter).orElseThrow(ExportResource::tooMany);
    return answer(export, format, "payments")
        .entity(ExportStream.ofPayments(export, format))
        .build();
  }

  /** The journal entries of those payments, a row for each line of an entry. */
  @GET
  @Path("/journal")
  public Response journal(
      @Context UriInfo uri, @Context Request request, @Context SecurityContext security) {
    PaymentHistory.Filter filter = filter(uri, security);
    ExportFormat format = format(uri, request);
    Export<Booked> export = beginExport.ofJournal(filter).orElseThrow(ExportResource::tooMany);
    return answer(export, format, "journal").entity(ExportStream.ofJournal(export, format)).build();
  }

  private PaymentHistory.Filter filter(UriInfo uri, SecurityContext security) {
    return HistoryQuery.ofExport(uri.getQueryParameters(), Caller.of(security), rules)
        .checked()
        .filter();
  }

  private static ExportFormat format(UriInfo uri, Request request) {
    Optional<String> named = Optional.ofNullable(uri.getQueryParameters().getFirst("format"));
    return ExportFormat.of(named, request).orElseThrow(NotAcceptableException::new);
  }

  private static Response.ResponseBuilder answer(
      Export<?> export, ExportFormat format, String what) {
    return Response.ok()
        .type(format.mediaType())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + format.fileName(what) + "\"")
        .header("Export-As-Of", written(export.asOf()))
        .header(
            "Export-Settled-Until",
            export.settledUntil().map(ExportResource::written).orElse(null));
  }

  private static String written(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        Problem.of(
            429,
            "RATE_LIMIT",
            "Too many exports at the same time",
            "take the exports that are under way first, then ask again"),
        TRY_AGAIN);
  }
}
