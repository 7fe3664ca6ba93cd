package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.domain.partner.PartnerId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.model.AccountAnswers;
import ng.bills.web.api.model.BillForms;
import ng.bills.web.api.model.IdempotencyKey;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.problem.RateLimitFields;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.Caller;
import ng.bills.web.api.security.Roles;

/** Asking about an account, and asking for a bill to be paid. */
@Path("/bills")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PAY)
@Singleton
public class PayResource {

  private final CheckAccount checkAccount;
  private final RequestPayment requestPayment;
  private final PaymentLinks links;
  private final FormRules rules;
  private final InstantSource clock;

  @Inject
  public PayResource(
      CheckAccount checkAccount,
      RequestPayment requestPayment,
      PaymentLinks links,
      FormRules rules,
      InstantSource clock) {
    this.checkAccount = checkAccount;
    this.requestPayment = requestPayment;
    this.links = links;
    this.rules = rules;
    this.clock = clock;
  }

  /** Whether an account can be paid to. An account that is unknown is an answer, not an error. */
  @POST
  @Path("/validate")
  public JsonAnswer validate(InputStream body) {
    BillForms.Body read = readValidate(RawBody.read(body, clock));
    CheckAccount.Result result = checkAccount.check(read.form(), read.faults());
    if (result instanceof CheckAccount.Valid valid) {
      return JsonAnswer.of(AccountAnswers.valid(valid));
    }
    if (result instanceof CheckAccount.Invalid invalid) {
      return JsonAnswer.of(AccountAnswers.invalid(invalid));
    }
    if (result instanceof CheckAccount.NotSoldNow closed) {
      throw notSoldNow(closed.biller(), closed.retryAfter());
    }
    if (result instanceof CheckAccount.Refused refused) {
      throw new ProblemException(BillForms.refused(read.faults(), refused.reading()));
    }
    if (result instanceof CheckAccount.PlanUnavailable plan) {
      throw new ProblemException(BillForms.planUnavailable(plan.detail()));
    }
    boolean timedOut = result instanceof CheckAccount.NobodyCanTell nobody && nobody.timedOut();
    throw new ProblemException(
        timedOut
            ? Problem.of(
                504,
                "PROVIDER_TIMEOUT",
                "The provider did not answer in time",
                "whether the account exists is not known; try again")
            : Problem.of(
                502,
                "PROVIDER_ERROR",
                "No provider could tell",
                "whether the account exists is not known; try again"));
  }

  /** Asks for a bill to be paid; the answer says how the customer pays. */
  @POST
  @Path("/pay")
  public Response pay(
      InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
    PartnerId partner = Caller.of(security);
    byte[] bytes = RawBody.read(body, clock);
    BillForms.Body read = readPay(bytes, headers);
    RequestPayment.Result result =
        requestPayment.request(
            partner,
            read.form(),
            read.faults(),
            Optional.of(new RequestPayment.Asking(bytes, links::firstAnswer)));
    if (result instanceof RequestPayment.Accepted accepted) {
      FirstAnswer answer = accepted.answer().orElseThrow();
      return Response.status(Response.Status.CREATED)
          .header("Location", answer.location())
          .header("Idempotency-Replayed", accepted.repeated())
          .entity(JsonAnswer.ofBytes(answer.body()))
          .build();
    }
    if (result instanceof RequestPayment.UnderWay) {
      throw new ProblemException(
          Problem.of(
              409,
              "IDEMPOTENCY_CONFLICT",
              "The same thing is being worked on",
              "the first request under this key is not finished; send this one again"),
          Duration.ofSeconds(1));
    }
    if (result instanceof RequestPayment.Repeated repeated) {
      throw new ProblemException(BillForms.repeated(repeated.earlier()));
    }
    if (result instanceof RequestPayment.TooMany tooMany) {
      throw tooMany(tooMany.over());
    }
    if (result instanceof RequestPayment.Refused refused) {
      throw new ProblemException(BillForms.refused(read.faults(), refused.reading()));
    }
    if (result instanceof RequestPayment.PlanUnavailable plan) {
      throw new ProblemException(BillForms.planUnavailable(plan.detail()));
    }
    if (result instanceof RequestPayment.NotSoldNow closed) {
      throw notSoldNow(closed.biller(), closed.retryAfter());
    }
    if (result instanceof RequestPayment.Mismatch mismatch) {
      throw new ProblemException(
          Problem.of(
              422,
              "IDEMPOTENCY_MISMATCH",
              "This reference was used for another request",
              "it belongs to payment " + mismatch.first() + "; use a new one for a new payment"));
    }
    throw new ProblemException(
        Problem.of(
            409,
            "BILLER_UNAVAILABLE",
            "This biller is not sold at the moment",
            "nothing was requested; GET /bills/providers/{type} says who is active"));
  }

  private static ProblemException tooMany(LimitCustomers.Over over) {
    return new ProblemException(
        RateLimitFields.customerIsOver(over.quota()),
        over.in(),
        Map.of(
            RateLimitFields.POLICY,
            RateLimitFields.policy(RateLimitFields.CUSTOMER, over.quota()),
            RateLimitFields.STANDING,
            RateLimitFields.standing(RateLimitFields.CUSTOMER, 0, over.in())));
  }

  private static ProblemException notSoldNow(String biller, Duration retryAfter) {
    return new ProblemException(
        Problem.of(
            503,
            "BILLER_UNAVAILABLE",
            "This biller cannot be paid at the moment",
            "no provider works for " + biller + "; nothing was requested, try again later"),
        retryAfter);
  }

  private BillForms.Body readValidate(byte[] body) {
    try {
      return BillForms.readValidate(body, rules);
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
  }

  private BillForms.Body readPay(byte[] body, HttpHeaders headers) {
    List<String> keys = headers.getRequestHeader(IdempotencyKey.HEADER);
    try {
      return BillForms.readPay(body, keys == null ? List.of() : keys, rules);
    } catch (JsonForm.MalformedException e) {
      throw new ProblemException(BillForms.malformed(e));
    }
  }
}
