package ng.bills.web.api;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;

/**
 * Where providers tell us that something has happened. Open to everybody, since they have no key of
 * ours: whom to believe is told by the signature, and what is said is confirmed by asking.
 */
@Path("/")
@PermitAll
@Singleton
public class WebhookResource {

  private final TakeInWebhook takeInWebhook;
  private final InstantSource clock;

  @Inject
  public WebhookResource(TakeInWebhook takeInWebhook, InstantSource clock) {
    this.takeInWebhook = takeInWebhook;
    this.clock = clock;
  }

  /** One event; the same one again gets the same answer. */
  @POST
  @Path("/webhooks/{provider}")
  public Response receive(
      @PathParam("provider") String provider, InputStream body, @Context HttpHeaders headers) {
    WebhookDelivery delivery = new WebhookDelivery(lowerCase(headers), RawBody.read(body, clock));
    return switch (takeInWebhook.takeIn(provider, delivery)) {
      case TAKEN_IN ->
          Response.ok(
                  // VTpass insists on this answer (their callback page), the others on 200
                  JsonAnswer.of(JsonFields.object().text("response", "success").toJson()),
                  MediaType.APPLICATION_JSON_TYPE)
              .build();
      case FORGED ->
          throw new ProblemException(
              Problem.of(
                  401,
                  "UNAUTHORIZED",
                  "Not from the provider",
                  "the signature is missing or does not fit the body"));
      case UNREADABLE ->
          throw new ProblemException(
              Problem.of(400, "BAD_REQUEST", "Not understood", "this is no event we can read"));
      case NO_SUCH_PROVIDER ->
          throw new ProblemException(
              Problem.of(404, "NOT_FOUND", "Nothing here", "there is no such provider"));
    };
  }

  /** The address that older settings at Flutterwave have. */
  @POST
  @Path("/wallet/flutterwave/webhook")
  public Response flutterwave(InputStream body, @Context HttpHeaders headers) {
    return receive("flutterwave", body, headers);
  }

  /** A header that came twice is none that could be trusted: it fits no signature. */
  private static Map<String, String> lowerCase(HttpHeaders headers) {
    Map<String, String> named = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                named.merge(
                    name.toLowerCase(Locale.ROOT),
                    String.join(", ", values),
                    (a, b) -> a + ", " + b));
    return named;
  }
}
