package ng.bills.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The sandbox's customer: signs and submits a real payment with its own account. */
final class PayingCustomer {

  private final String hubUrl;
  private final HttpClient http = HttpClient.newHttpClient();

  PayingCustomer(String hubUrl) {
    this.hubUrl = hubUrl;
  }

  /**
   * Pays in cNGN.
   *
   * @param memo the text memo, or null for none
   * @return the transaction's hash
   */
  String pay(String destination, String amount, String memo) {
    String query =
        "destination="
            + encode(destination)
            + "&amount="
            + encode(amount)
            + (memo == null ? "&omit_memo=true" : "&memo=" + encode(memo));
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(hubUrl + "/_sandbox/customer/pay?" + query))
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("the customer could not pay: " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("the sandbox does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
