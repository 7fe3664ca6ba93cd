package ng.bills.infrastructure.persistence.hook;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.money.Money;

/**
 * The bytes partners get: {@code {"type","timestamp","data"}} as Standard Webhooks recommend.
 * Described under {@code webhooks} in the OpenAPI document; a test holds them together.
 */
final class HookBodies {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonBuilderFactory FACTORY = JSON.createBuilderFactory(Map.of());

  /** How the API marks a reference that was made from a long Idempotency-Key: not the partner's. */
  private static final String DERIVED = "idem:";

  private HookBodies() {}

  static String of(HookEvent event) {
    JsonObjectBuilder data =
        event
            .payment()
            .map(HookBodies::data)
            .orElseGet(() -> FACTORY.createObjectBuilder().add("message", "a test, nothing more"));
    return FACTORY
        .createObjectBuilder()
        .add("type", event.type().wireName())
        .add("timestamp", time(event.at()))
        .add("data", data)
        .build()
        .toString();
  }

  private static JsonObjectBuilder data(PaymentNews news) {
    JsonObjectBuilder data =
        FACTORY
            .createObjectBuilder()
            .add("transaction_id", news.id().toString())
            .add("reference", news.reference().value());
    news.requestReference()
        .filter(r -> !r.startsWith(DERIVED))
        .ifPresent(r -> data.add("request_reference", r));
    data.add("sequence", news.sequence())
        .add("status", news.state().wireName())
        .add("outcome", news.state().outcome().wireName())
        .add("bill_type", news.billType().wireName())
        .add("provider", news.biller().value())
        .add("account_number", news.account())
        .add("amount", naira(news.amount()))
        .add("fee", naira(news.fee()))
        .add("total", naira(news.amount().plus(news.fee())))
        .add("currency", "NGN");
    news.failure()
        .ifPresent(
            f ->
                data.add("failure_code", f.code().name())
                    .add("failure_reason", f.reason())
                    .add("failed_at", time(f.at())));
    return data;
  }

  private static BigDecimal naira(Money amount) {
    return BigDecimal.valueOf(amount.kobo(), 2);
  }

  /** RFC 3339 in UTC, to the millisecond. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
