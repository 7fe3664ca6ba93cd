package ng.bills.infrastructure.provider.flutterwave;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.ProviderHttp;

/** The requests to Flutterwave, and nothing about what answers mean. */
final class FlutterwaveClient {
  private final ProviderCode provider;
  private final ProviderHttp http;
  private final FlutterwaveSettings settings;

  FlutterwaveClient(ProviderCode provider, ProviderHttp http, FlutterwaveSettings settings) {
    this.provider = provider;
    this.http = http;
    this.settings = settings;
  }

  OutsideAnswer validate(String biller, String item, String customer) {
    return ask(
        Kind.ACCOUNT_CHECK,
        "/bill-items/"
            + part(item)
            + "/validate?code="
            + part(biller)
            + "&customer="
            + part(customer));
  }

  OutsideAnswer pay(VendReference reference, String biller, String item, String body) {
    HttpRequest request =
        to("/billers/" + part(biller) + "/items/" + part(item) + "/payment")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return http.exchange(provider, reference, Kind.VEND, body, request, settings.payTimeout());
  }

  /** The status of the bill that goes by that reference, ours or their tx_ref. */
  OutsideAnswer status(VendReference about, String reference) {
    return requery(about, "/bills/" + part(reference) + "?verbose=1", settings.askTimeout());
  }

  /** A page of the payments of these days, both included. */
  OutsideAnswer list(VendReference about, LocalDate from, LocalDate to, int page, Duration within) {
    return requery(about, "/bills?from=" + from + "&to=" + to + "&page=" + page, within);
  }

  OutsideAnswer balance() {
    return ask(Kind.BALANCE, "/balances/NGN");
  }

  OutsideAnswer categories() {
    return ask(Kind.CATALOGUE, "/top-bill-categories?country=NG");
  }

  OutsideAnswer billers(String category) {
    return ask(Kind.CATALOGUE, "/bills/" + part(category) + "/billers?country=NG");
  }

  OutsideAnswer items(String biller) {
    return ask(Kind.CATALOGUE, "/billers/" + part(biller) + "/items");
  }

  private OutsideAnswer ask(Kind kind, String pathAndQuery) {
    return http.ask(provider, kind, "", to(pathAndQuery).GET().build(), settings.askTimeout());
  }

  private OutsideAnswer requery(VendReference about, String pathAndQuery, Duration within) {
    return http.exchange(
        provider,
        about,
        Kind.REQUERY,
        "GET " + pathAndQuery,
        to(pathAndQuery).GET().build(),
        within);
  }

  private HttpRequest.Builder to(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(settings.baseUrl() + pathAndQuery))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + settings.secretKey());
  }

  /** Safe as a part of a path and as a value of a query. */
  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
