package ng.bills.infrastructure.provider;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideHttp;

/**
 * HTTP to a provider. Whatever is asked and answered is stored before the caller sees the answer: a
 * token that we misread is still there. Where the store fails the caller sees it all the same.
 * Secrets are taken out; our keys travel in headers, which are not kept.
 */
public final class ProviderHttp {
  private static final System.Logger LOG = System.getLogger(ProviderHttp.class.getName());

  private final OutsideHttp http;
  private final ProviderExchanges exchanges;
  private final InstantSource clock;

  public ProviderHttp(OutsideHttp http, ProviderExchanges exchanges, InstantSource clock) {
    this.http = http;
    this.exchanges = exchanges;
    this.clock = clock;
  }

  /**
   * Asks something that belongs to no attempt and changes nothing, e.g. about an account, and keeps
   * the exchange.
   *
   * @param kind neither vend nor requery
   * @param requestBody the body as sent, empty for none
   */
  public OutsideAnswer ask(
      ProviderCode provider,
      Kind kind,
      String requestBody,
      HttpRequest request,
      Duration readTimeout) {
    return send(provider, Optional.empty(), kind, requestBody, request, readTimeout);
  }

  /**
   * Sends a vend or requery and keeps the exchange.
   *
   * @param requestBody the body as sent, empty for none
   */
  public OutsideAnswer exchange(
      ProviderCode provider,
      VendReference reference,
      Kind kind,
      String requestBody,
      HttpRequest request,
      Duration readTimeout) {
    return send(provider, Optional.of(reference), kind, requestBody, request, readTimeout);
  }

  private OutsideAnswer send(
      ProviderCode provider,
      Optional<VendReference> reference,
      Kind kind,
      String requestBody,
      HttpRequest request,
      Duration readTimeout) {
    if (reference.isPresent() != kind.isAboutAttempt()) {
      throw new IllegalArgumentException(kind + " with or without a reference"); // before sending
    }
    Instant start = clock.instant();
    OutsideAnswer answer = http.send(provider + " " + kind, request, readTimeout);
    Instant end = clock.instant();
    String sent = request.method() + " " + request.uri() + "\n" + requestBody;
    keep(
        new Exchange(
            provider,
            reference,
            kind,
            SecretFields.removedFrom(sent),
            answer.<Integer>fold(a -> a.status(), n -> 0, n -> 0),
            answer.fold(
                a -> SecretFields.removedFrom(a.body()),
                n -> "not sent: " + n.what(),
                n -> "no answer: " + n.what()),
            end,
            Duration.between(start, end)));
    return answer;
  }

  /**
   * Tries twice. An answer that cannot be kept is handed on all the same: it may be the only one
   * that ever tells a token, and an order whose answer is thrown away is an order that got none.
   */
  private void keep(Exchange exchange) {
    try {
      exchanges.append(exchange);
    } catch (RuntimeException first) {
      try {
        exchanges.append(exchange);
      } catch (RuntimeException e) {
        // alert: the journal of the providers cannot be written
        LOG.log(
            System.Logger.Level.ERROR,
            "not kept: {0}: {1}", // its message may quote the answer
            exchange,
            e.getClass().getName());
      }
    }
  }
}
