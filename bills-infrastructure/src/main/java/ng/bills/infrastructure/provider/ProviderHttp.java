package ng.bills.infrastructure.provider;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideHttp;

/**
 * HTTP to a provider. What is asked and answered about an attempt is stored before the caller sees
 * the answer: a token that we misread is still there.
 */
public final class ProviderHttp {
  private final OutsideHttp http;
  private final ProviderExchanges exchanges;
  private final InstantSource clock;

  public ProviderHttp(OutsideHttp http, ProviderExchanges exchanges, InstantSource clock) {
    this.http = http;
    this.exchanges = exchanges;
    this.clock = clock;
  }

  /** Asks something that belongs to no attempt and changes nothing, e.g. about an account. */
  public OutsideAnswer ask(String what, HttpRequest request, Duration readTimeout) {
    return http.send(what, request, readTimeout);
  }

  /**
   * Sends a vend or requery and keeps the exchange.
   *
   * @param requestBody the body as sent, without keys
   */
  public OutsideAnswer exchange(
      ProviderCode provider,
      VendReference reference,
      Kind kind,
      String requestBody,
      HttpRequest request,
      Duration readTimeout) {
    OutsideAnswer answer = http.send(provider + " " + kind, request, readTimeout);
    exchanges.append(
        new Exchange(
            provider,
            reference,
            kind,
            requestBody,
            answer.<Integer>fold(a -> a.status(), n -> 0, n -> 0),
            answer.fold(a -> a.body(), n -> "not sent: " + n.what(), n -> "no answer: " + n.what()),
            clock.instant()));
    return answer;
  }
}
