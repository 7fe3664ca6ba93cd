package ng.bills.infrastructure.pay;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ng.bills.application.pay.port.CustomerWallet;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideHttp;

/** The paying customer of bills-sandbox, {@code POST /_sandbox/customer/pay}. */
final class SandboxWallet implements CustomerWallet {

  /** The sandbox opens an account first where there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final OutsideHttp http;
  private final URI address;

  SandboxWallet(OutsideHttp http, URI address) {
    this.http = http;
    this.address = address;
  }

  @Override
  public boolean pay(String paymentLink) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "uri=" + URLEncoder.encode(paymentLink, StandardCharsets.UTF_8)))
            .build();
    return http.send("the sandbox's wallet", request, PATIENCE)
            instanceof OutsideAnswer.Answered answered
        && answered.status() == 200;
  }
}
