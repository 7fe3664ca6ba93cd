package ng.bills.infrastructure.provider.vtpass;

import java.net.URI;
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
    return http.ask("VTpass verify", post("/merchant-verify", body), settings.askTimeout());
  }

  OutsideAnswer pay(VendReference reference, String body) {
    return http.exchange(
        provider, reference, Kind.VEND, body, post("/pay", body), settings.payTimeout());
  }

  OutsideAnswer requery(VendReference reference, String body) {
    return http.exchange(
        provider, reference, Kind.REQUERY, body, post("/requery", body), settings.askTimeout());
  }

  OutsideAnswer balance() {
    return http.ask("VTpass balance", get("/balance"), settings.askTimeout());
  }

  /** Questions carry the public key in the place of the secret one. */
  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
        .header("Accept", "application/json")
        .header("api-key", settings.apiKey())
        .header("public-key", settings.publicKey())
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
