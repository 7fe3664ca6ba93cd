package ng.bills.web.api;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.web.api.model.QrCode;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;

/**
 * The payment link as a QR code. Open to whoever knows the id, because a picture on a page sends no
 * header: the id cannot be guessed, and the code holds only what a payer must know. A class of its
 * own, because Payara asks for a login where only the method is open.
 */
@Path("/bills")
@PermitAll
@Singleton
public class QrCodeResource {

  private final PaymentLinks links;

  @Inject
  public QrCodeResource(PaymentLinks links) {
    this.links = links;
  }

  @GET
  @Path("/{transaction_id}/qr.svg")
  @Produces("image/svg+xml")
  public String qr(@PathParam("transaction_id") String id) {
    Payment payment = links.find(PaymentResource.read(id)).orElseThrow(PaymentResource::notFound);
    if (payment.state() != PaymentState.PENDING_PAYMENT) {
      throw new ProblemException(
          Problem.of(
              410,
              "NOT_PAYABLE",
              "No money is awaited any more",
              "the QR code is shown only while the payment waits for money"));
    }
    return QrCode.svg(links.paymentLink(payment));
  }
}
