package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.outside.OutsideAnswer;

/**
 * What an answer of {@code GET /balance} means. Pure. It is the one answer whose code is the number
 * 1, and its envelope is {@code contents}; the balance is naira, as number or text.
 */
final class VtpassBalances {
  private static final String GOOD = "1";

  private VtpassBalances() {}

  static FloatReading read(OutsideAnswer answer) {
    return answer.fold(
        VtpassBalances::read,
        notSent -> new FloatReading.Unavailable("VTpass: " + notSent.what()),
        noAnswer -> new FloatReading.Unavailable("VTpass: " + noAnswer.what()));
  }

  private static FloatReading read(OutsideAnswer.Answered answered) {
    if (answered.status() != 200) {
      return new FloatReading.Unavailable("VTpass: " + answered);
    }
    return VtpassWire.parse(answered.body())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(body -> VtpassWire.textOrNumber(body, "code").filter(GOOD::equals).isPresent())
        .flatMap(body -> VtpassWire.decimal(VtpassWire.object(body, "contents"), "balance"))
        .map(naira -> naira.signum() < 0 ? BigDecimal.ZERO : naira.setScale(2, RoundingMode.DOWN))
        .<FloatReading>map(naira -> new FloatReading.Known(Money.ofNaira(naira)))
        .orElseGet(() -> new FloatReading.Unavailable("VTpass: " + answered + " without balance"));
  }
}
