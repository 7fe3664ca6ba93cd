package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** Flutterwave speaks naira, never kobo; the sandbox counts kobo. */
final class Naira {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private Naira() {}

  /** As a JSON number of the payment answer: 500000 is 5000, 500050 is 5000.5. */
  static BigDecimal plain(long kobo) {
    BigDecimal naira = BigDecimal.valueOf(kobo, 2);
    return kobo % 100 == 0 ? naira.setScale(0) : naira.stripTrailingZeros();
  }

  /** As text with this many decimals, as the status answer has it. */
  static String text(long kobo, int decimals) {
    return BigDecimal.valueOf(kobo, 2).setScale(decimals).toPlainString();
  }

  /** Kobo of a JSON number, or of one in quotes; empty when it is no sum of money. */
  static OptionalLong kobo(JsonValue value) {
    try {
      BigDecimal naira;
      if (value instanceof JsonNumber number) {
        naira = number.bigDecimalValue();
      } else if (value instanceof JsonString text && text.getString().length() <= 20) {
        naira = new BigDecimal(text.getString().trim());
      } else {
        return OptionalLong.empty();
      }
      return naira.scale() < -12 || naira.abs().compareTo(MOST) > 0
          ? OptionalLong.empty()
          : OptionalLong.of(naira.movePointRight(2).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty(); // answered 400
    }
  }
}
