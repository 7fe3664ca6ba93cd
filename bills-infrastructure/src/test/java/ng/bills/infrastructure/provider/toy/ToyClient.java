package ng.bills.infrastructure.provider.toy;

import java.net.URI;
import java.net.http.HttpRequest;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.ProviderHttp;

/** The requests to Toy, and nothing about what answers mean. */
record ToyClient(ProviderHttp http, ToySettings settings) {

  OutsideAnswer order(VendReference reference, String body) {
    HttpRequest request =
        to("/orders")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.exchange(
        ToyBillProvider.CODE, reference, Kind.VEND, body, request, settings.timeout());
  }

  OutsideAnswer question(VendReference reference) {
    HttpRequest request = to("/orders/" + reference.value()).build();
    return http.exchange(
        ToyBillProvider.CODE, reference, Kind.REQUERY, "", request, settings.timeout());
  }

  /** Asks what changes nothing and is about no order. */
  OutsideAnswer ask(Kind kind, String pathAndQuery) {
    return http.ask(ToyBillProvider.CODE, kind, "", to(pathAndQuery).build(), settings.timeout());
  }

  private HttpRequest.Builder to(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(settings.baseUrl() + pathAndQuery))
        .header("toy-key", settings.key());
  }
}
