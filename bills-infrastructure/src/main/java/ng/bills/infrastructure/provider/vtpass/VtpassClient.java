package ng.bills.infrastructure.provider.vtpass;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.ProviderHttp;

/** The requests to VTpass, and nothing about what answers mean. */
final class VtpassClient {
  private final ProviderCode provider;
  private final ProviderHttp http;
  private final VtpassSettings settings;

  VtpassClient(ProviderCode provider, ProviderHttp http, VtpassSettings settings) {
    this.provider = provider;
    this.http = http;
    this.settings = settings;
  }

  OutsideAnswer verify(String body) {
    return http.ask(
        provider, Kind.ACCOUNT_CHECK, body, post("/merchant-verify", body), settings.askTimeout());
  }

  OutsideAnswer pay(VendReference reference, String body) {
    return http.exchange(
        provider, reference, Kind.VEND, body, post("/pay", body), settings.payTimeout());
  }

  OutsideAnswer requery(VendReference reference, String body) {
    return http.exchange(
        provider, reference, Kind.REQUERY, body, post("/requery", body), settings.askTimeout());
  }

  /** Smile knows its customers by e-mail address, at an address of its own. */
  OutsideAnswer verifySmile(String body) {
    return http.ask(
        provider,
        Kind.ACCOUNT_CHECK,
        body,
        post("/merchant-verify/smile/email", body),
        settings.askTimeout());
  }

  OutsideAnswer services(String category) {
    return http.ask(
        provider,
        Kind.CATALOGUE,
        "",
        get("/services?identifier=" + category),
        settings.askTimeout());
  }

  OutsideAnswer variations(String serviceId) {
    return http.ask(
        provider,
        Kind.CATALOGUE,
        "",
        get(
            "/service-variations?serviceID="
                + URLEncoder.encode(serviceId, StandardCharsets.UTF_8)),
        settings.askTimeout());
  }

  OutsideAnswer balance() {
    return http.ask(provider, Kind.BALANCE, "", get("/balance"), settings.askTimeout());
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
        .header("Accept", "application/json")
        .header("api-key", settings.apiKey())
        .header("public-key", settings.publicKey())
        .GET()
        .build();
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("api-key", settings.apiKey())
        .header("secret-key", settings.secretKey())
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }
}
