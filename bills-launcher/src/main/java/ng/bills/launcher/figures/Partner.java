package ng.bills.launcher.figures;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Asks for payments over the API, as a partner would. */
final class Partner {

  private final URI pay;
  private final String apiKey;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Partner(String url, String apiKey) {
    this.pay = URI.create(url + "/api/v1/bills/pay");
    this.apiKey = apiKey;
  }

  /**
   * A payment that waits for money.
   *
   * @param id its id
   * @param sendTo our account
   * @param memo its memo
   */
  record Waiting(UUID id, String sendTo, String memo) {}

  /** Asks for 5,000 naira of electricity. */
  Waiting electricity(String meter) throws IOException, InterruptedException {
    String body =
        Json.createObjectBuilder()
            .add("bill_type", "electricity")
            .add("provider_code", "ikedc")
            .add("account_number", meter)
            .add("account_type", "PREPAID")
            .add("amount", 5000)
            .add("currency", "NGN")
            .add("customer_email", "figures@customer.example")
            .build()
            .toString();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(pay)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("the API answered " + answer.statusCode() + ": " + answer.body());
    }
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      JsonObject payment = reader.readObject();
      JsonObject how = payment.getJsonObject("instructions");
      return new Waiting(
          UUID.fromString(payment.getString("transaction_id")),
          how.getString("send_to"),
          how.getString("memo"));
    }
  }
}
