package ng.bills.infrastructure.provider.paystack;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.OptionalLong;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.outside.OutsideAnswer;

/** What an answer of {@code GET /balance} means. Pure. Only naira count. */
final class PaystackBalances {
  private PaystackBalances() {}

  static FloatReading read(OutsideAnswer answer) {
    return answer.fold(
        PaystackBalances::read,
        notSent -> new FloatReading.Unavailable("Paystack: " + notSent.what()),
        noAnswer -> new FloatReading.Unavailable("Paystack: " + noAnswer.what()));
  }

  private static FloatReading read(OutsideAnswer.Answered answered) {
    if (answered.status() != 200) {
      return new FloatReading.Unavailable("Paystack: " + answered);
    }
    OptionalLong kobo =
        PaystackWire.object(answered.body())
            .filter(body -> PaystackWire.isTrue(body, "status"))
            .flatMap(PaystackBalances::naira)
            .map(row -> PaystackWire.whole(row, "balance"))
            .orElse(OptionalLong.empty());
    if (kobo.isEmpty()) {
      return new FloatReading.Unavailable("Paystack: " + answered + " without a naira balance");
    }
    return new FloatReading.Known(Money.ofKobo(Math.max(0, kobo.getAsLong())));
  }

  private static Optional<JsonObject> naira(JsonObject body) {
    if (!(body.get("data") instanceof JsonArray rows)) {
      return Optional.empty();
    }
    return rows.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .filter(row -> PaystackWire.text(row, "currency").filter("NGN"::equals).isPresent())
        .findFirst();
  }
}
