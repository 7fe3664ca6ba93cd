package ng.bills.infrastructure.provider.paystack;

import java.net.URI;
import java.net.http.HttpRequest;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.ProviderHttp;

/** The requests to Paystack, and nothing about what answers mean. */
final class PaystackClient {
  private final ProviderHttp http;
  private final PaystackSettings settings;

  PaystackClient(ProviderHttp http, PaystackSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  OutsideAnswer balance() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/balance"))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + settings.secretKey())
            .build();
    return http.ask("Paystack balance", request, settings.askTimeout());
  }
}
