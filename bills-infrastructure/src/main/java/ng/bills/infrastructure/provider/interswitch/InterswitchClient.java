package ng.bills.infrastructure.provider.interswitch;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Function;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.interswitch.InterswitchLogin.Grant;

/** The requests to Interswitch, and nothing about what answers mean but for the token. */
final class InterswitchClient {
  /** Where version 5 begins on every host. */
  static final String ROOT = "/quicktellerservice/api/v5";

  private static final int UNAUTHORISED = 401;

  private final ProviderCode provider;
  private final ProviderHttp http;
  private final InterswitchSettings settings;
  private final InterswitchLogin login;

  /**
   * A call as far as it got.
   *
   * @param answer what came back; {@code NotSent} also when there was no token to send it with
   * @param door what came of our credentials
   */
  record Call(OutsideAnswer answer, Door door) {}

  /** What came of our credentials. */
  enum Door {
    /** They took them, or nobody got as far as to ask. */
    OPEN,
    /** 401 for a token that had worked. */
    TOKEN_STALE,
    /** No token for our client id and secret, or 401 for a token that never worked. */
    REFUSED
  }

  InterswitchClient(
      ProviderCode provider, ProviderHttp http, InterswitchSettings settings, InstantSource clock) {
    this.provider = provider;
    this.http = http;
    this.settings = settings;
    this.login = new InterswitchLogin(this::askForToken, clock);
  }

  /** Sent once, whatever is answered. */
  Call pay(VendReference reference, String body) {
    URI address = URI.create(settings.baseUrl() + ROOT + "/Transactions");
    return once(
        token ->
            http.exchange(
                provider,
                reference,
                Kind.VEND,
                body,
                post(address, token, body),
                settings.payTimeout()));
  }

  Call query(VendReference reference, String requestReference) {
    String query = "requestRef=" + encoded(requestReference);
    URI address = URI.create(settings.queryUrl() + ROOT + "/Transactions?" + query);
    return question(
        token ->
            http.exchange(
                provider,
                reference,
                Kind.REQUERY,
                query,
                get(address, token),
                settings.askTimeout()));
  }

  /** A validation is a POST that changes nothing, so it counts as a question. */
  Call validate(String body) {
    URI address = URI.create(settings.baseUrl() + ROOT + "/Transactions/validatecustomers");
    return question(
        token ->
            http.ask(
                provider,
                Kind.ACCOUNT_CHECK,
                body,
                post(address, token, body),
                settings.askTimeout()));
  }

  Call categories() {
    return read("/services/categories");
  }

  Call billers(String categoryId) {
    return read("/services?categoryId=" + encoded(categoryId));
  }

  Call items(String billerId) {
    return read("/services/options?serviceid=" + encoded(billerId));
  }

  private Call read(String pathAndQuery) {
    URI address = URI.create(settings.baseUrl() + ROOT + pathAndQuery);
    return question(
        token ->
            http.ask(provider, Kind.CATALOGUE, "", get(address, token), settings.askTimeout()));
  }

  /** After a 401 a question is asked once more, with a new token. */
  private Call question(Function<AccessToken, OutsideAnswer> ask) {
    Call first = once(ask);
    return isUnauthorised(first.answer()) ? once(ask) : first;
  }

  private Call once(Function<AccessToken, OutsideAnswer> send) {
    Grant grant = login.token();
    if (grant instanceof Grant.Refused refused) {
      return new Call(new OutsideAnswer.NotSent(refused.what()), Door.REFUSED);
    }
    if (grant instanceof Grant.Unavailable unavailable) {
      return new Call(new OutsideAnswer.NotSent(unavailable.what()), Door.OPEN);
    }
    AccessToken token = ((Grant.Granted) grant).token();
    OutsideAnswer answer = send.apply(token);
    if (isUnauthorised(answer)) {
      login.drop(token);
      return new Call(answer, token.hasWorked() ? Door.TOKEN_STALE : Door.REFUSED);
    }
    if (answer instanceof OutsideAnswer.Answered) {
      token.haveWorked();
    }
    return new Call(answer, Door.OPEN);
  }

  private static boolean isUnauthorised(OutsideAnswer answer) {
    return answer instanceof OutsideAnswer.Answered answered && answered.status() == UNAUTHORISED;
  }

  private OutsideAnswer askForToken() {
    String pair = settings.clientId() + ":" + settings.clientSecret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(settings.tokenUrl())
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    return http.ask(
        provider, Kind.LOGIN, "grant_type=client_credentials", request, settings.loginTimeout());
  }

  private HttpRequest get(URI address, AccessToken token) {
    return headed(address, token).GET().build();
  }

  private HttpRequest post(URI address, AccessToken token, String body) {
    return headed(address, token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  private HttpRequest.Builder headed(URI address, AccessToken token) {
    return HttpRequest.newBuilder(address)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token.value())
        .header("TerminalID", settings.terminalId());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
