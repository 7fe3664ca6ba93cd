package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.outside.OutsideAnswer;

/** What {@code GET /balance} says: code 1 as a number and {@code contents}, unlike all the rest. */
final class VtpassBalance {

  private VtpassBalance() {}

  static FloatReading of(OutsideAnswer answer) {
    return answer.fold(
        VtpassBalance::of,
        notSent -> new FloatReading.Unavailable("VTpass: " + notSent.what()),
        noAnswer -> new FloatReading.Unavailable("VTpass: " + noAnswer.what()));
  }

  private static FloatReading of(OutsideAnswer.Answered answered) {
    Optional<JsonObject> body =
        answered.status() == 200
            ? VtpassWire.parse(answered.body())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
            : Optional.empty();
    return body.filter(b -> VtpassWire.textOrNumber(b, "code").equals(Optional.of("1")))
        .flatMap(b -> VtpassWire.decimal(VtpassWire.object(b, "contents"), "balance"))
        .map(VtpassBalance::known)
        .orElseGet(() -> new FloatReading.Unavailable("VTpass: " + answered + ", no balance"));
  }

  /** What can be spent: of an overdrawn account nothing. */
  private static FloatReading known(BigDecimal naira) {
    return new FloatReading.Known(
        Money.ofNaira(naira.max(BigDecimal.ZERO).setScale(2, RoundingMode.DOWN)));
  }
}
