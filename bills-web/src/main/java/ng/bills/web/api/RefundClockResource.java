package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.refund.RefundClockForm;
import ng.bills.application.refund.ReportRefundClock;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.HistoryQuery;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/**
 * A partner's payments whose customers waited longer than the policy of the refund clock allows, as
 * long a list as there is, sent while it is read.
 */
@Path("/bills")
@RolesAllowed(Roles.PARTNER)
@Singleton
public class RefundClockResource {

  private static final String CSV = "text/csv";

  private final ReportRefundClock report;
  private final FormRules rules;

  @Inject
  public RefundClockResource(ReportRefundClock report, FormRules rules) {
    this.report = report;
    this.rules = rules;
  }

  /** The breaches as JSON. */
  @GET
  @Path("/refund-clock")
  @Produces(MediaType.APPLICATION_JSON + ";qs=1")
  public Response json(@Context UriInfo uri, @Context SecurityContext security) {
    return Response.ok(stream(uri, security, RefundClockForm.JSON), MediaType.APPLICATION_JSON)
        .build();
  }

  /** The breaches for a spreadsheet. */
  @GET
  @Path("/refund-clock")
  @Produces(CSV + ";qs=0.5")
  public Response csv(@Context UriInfo uri, @Context SecurityContext security) {
    return Response.ok(
            stream(uri, security, RefundClockForm.CSV), CSV + ";charset=UTF-8;header=present")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"refund-clock.csv\"")
        .build();
  }

  private StreamingOutput stream(UriInfo uri, SecurityContext security, RefundClockForm form) {
    HistoryQuery query = HistoryQuery.ofStats(uri.getQueryParameters(), Caller.of(security), rules);
    if (!query.faults().isEmpty()) {
      throw new ProblemException(BillForms.invalid(query.faults()));
    }
    PaymentHistory.Filter asked = query.filter();
    RefundClocks.Filter filter =
        new RefundClocks.Filter(Optional.of(asked.partner()), asked.from(), asked.to());
    return out -> {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      report.write(filter, form, piece -> write(writer, piece));
      writer.flush();
    };
  }

  private static void write(Writer writer, String piece) {
    try {
      writer.write(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the caller has gone: nothing is read on for it
    }
  }
}
