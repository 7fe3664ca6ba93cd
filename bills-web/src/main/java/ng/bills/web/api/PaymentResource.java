package ng.bills.web.api;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import ng.bills.application.payment.CancelPayment;
import ng.bills.application.payment.FindPayments;
import ng.bills.application.stage.StagePolicy;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.model.PaymentAnswers;
import ng.bills.web.api.model.QrCode;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** One payment. A partner sees its own; anybody else's does not exist for it. */
@Path("/bills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PARTNER)
@Singleton
public class PaymentResource {

  /** Anything but the names of other resources: what those do not take is 405, not 404. */
  static final String ONE = "/{transaction_id: (?!(?:pay|validate)/?$)[^/]+}";

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final FindPayments findPayments;
  private final CancelPayment cancelPayment;
  private final PaymentLinks links;
  private final StagePolicy policy;

  @Inject
  public PaymentResource(
      FindPayments findPayments,
      CancelPayment cancelPayment,
      PaymentLinks links,
      StagePolicy policy) {
    this.findPayments = findPayments;
    this.cancelPayment = cancelPayment;
    this.links = links;
    this.policy = policy;
  }

  /** Where it is; once completed, with its tokens. */
  @GET
  @Path("/{transaction_id}/status")
  public JsonAnswer status(
      @PathParam("transaction_id") String id, @Context SecurityContext security) {
    return answer(findPayments.status(Caller.of(security), read(id)));
  }

  /** Everything that happened to it, masked and without tokens. */
  @GET
  @Path(ONE)
  public JsonAnswer story(
      @PathParam("transaction_id") String id, @Context SecurityContext security) {
    FindPayments.Story story =
        findPayments.story(Caller.of(security), read(id)).orElseThrow(PaymentResource::notFound);
    return JsonAnswer.of(PaymentAnswers.story(story, retries()));
  }

  /** Calls it off while it waits for money. Once called off, again is fine. */
  @POST
  @Path("/{transaction_id}/cancel")
  public JsonAnswer cancel(
      @PathParam("transaction_id") String id, @Context SecurityContext security) {
    CancelPayment.Result result =
        cancelPayment.cancel(Caller.of(security), read(id)).orElseThrow(PaymentResource::notFound);
    if (!result.cancelled()) {
      throw new ProblemException(
          Problem.of(
              409,
              "NOT_CANCELLABLE",
              "Too late to cancel",
              "only a payment that waits for money can be cancelled; this one is "
                  + result.payment().state().wireName()));
    }
    return answer(findPayments.status(Caller.of(security), read(id)));
  }

  /**
   * The payment link as a QR code. Open to whoever knows the id, because a picture on a page sends
   * no header: the id cannot be guessed, and the code holds only what a payer must know.
   */
  @GET
  @Path("/{transaction_id}/qr.svg")
  @Produces("image/svg+xml")
  @PermitAll
  public String qr(@PathParam("transaction_id") String id) {
    Payment payment = links.find(read(id)).orElseThrow(PaymentResource::notFound);
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

  private JsonAnswer answer(Optional<FindPayments.Status> status) {
    return JsonAnswer.of(
        PaymentAnswers.status(status.orElseThrow(PaymentResource::notFound), retries()));
  }

  private int retries() {
    return policy.vend().retries().limit();
  }

  private static PaymentId read(String id) {
    if (!ID.matcher(id).matches()) {
      throw notFound();
    }
    return new PaymentId(UUID.fromString(id));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            404, "TRANSACTION_NOT_FOUND", "No such payment", "you have no payment of that id"));
  }
}
