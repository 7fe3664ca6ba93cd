package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import ng.bills.application.payment.Fault;
import ng.bills.application.receipt.FindReceipts;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;
import ng.bills.web.receipt.ReceiptHtml;
import ng.bills.web.receipt.ReceiptPdf;
import ng.bills.web.text.PayTexts;

/**
 * What a customer keeps of a settled payment. Whoever may read payments sees their tokens, so the
 * receipt has them. A page by default, PDF by {@code Accept} or {@code ?format=pdf}.
 */
@Path("/bills")
@RolesAllowed(Roles.READ)
@Singleton
public class ReceiptResource {

  private static final String PDF = "application/pdf";
  private static final MediaType PDF_TYPE = MediaType.valueOf(PDF);

  private final FindReceipts findReceipts;

  @Inject
  public ReceiptResource(FindReceipts findReceipts) {
    this.findReceipts = findReceipts;
  }

  @GET
  @Path("/{transaction_id}/receipt")
  @Produces({MediaType.TEXT_HTML + ";qs=1", PDF + ";qs=0.9"})
  public Response receipt(
      @PathParam("transaction_id") String id,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    if (format != null && !format.equals("pdf") && !format.equals("html")) {
      throw new ProblemException(
          BillForms.invalid(List.of(new Fault("format", "MALFORMED", "must be html or pdf"))));
    }
    FindReceipts.Result result =
        findReceipts
            .find(Caller.of(security), PaymentResource.read(id), true)
            .orElseThrow(PaymentResource::notFound);
    if (!(result instanceof FindReceipts.Found found)) {
      throw new ProblemException(
          Problem.of(
              409,
              "RECEIPT_NOT_READY",
              "There is no receipt yet",
              "a receipt is for a payment that is completed or refunded; this one is "
                  + ((FindReceipts.NotSettled) result).state().wireName()));
    }
    VendReceipt receipt = found.receipt();
    PayTexts texts = PayTexts.in(headers.getAcceptableLanguages());
    boolean pdf = format == null ? isPdfWanted(headers) : format.equals("pdf");
    return pdf
        ? Response.ok(ReceiptPdf.of(receipt, texts), PDF_TYPE).build()
        : Response.ok(ReceiptHtml.of(receipt, texts), "text/html;charset=UTF-8").build();
  }

  /** PDF only where it is named before a page is. */
  private static boolean isPdfWanted(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
        return false;
      }
      if (type.isCompatible(PDF_TYPE)) {
        return true;
      }
    }
    return false;
  }
}
