package ng.bills.sandbox.vtpass;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** VTpass speaks naira with decimals, as number or as string; the sandbox counts kobo. */
final class Naira {
  private Naira() {}

  /** Kobo as naira without needless zeros: 50000 is 500, 48250 is 482.5. */
  static BigDecimal of(long kobo) {
    BigDecimal naira = BigDecimal.valueOf(kobo, 2).stripTrailingZeros();
    return naira.scale() < 0 ? naira.setScale(0) : naira;
  }

  /** Kobo as naira with two decimals. */
  static String fixed(long kobo) {
    return BigDecimal.valueOf(kobo, 2).toPlainString();
  }

  /** Kobo of a JSON number or string of naira; empty when it is no sum of money. */
  static OptionalLong kobo(JsonValue value) {
    try {
      if (value instanceof JsonNumber number) {
        return OptionalLong.of(exact(number.bigDecimalValue()));
      }
      if (value instanceof JsonString text && text.getString().length() <= 20) {
        return OptionalLong.of(exact(new BigDecimal(text.getString().trim())));
      }
      return OptionalLong.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty(); // the caller answers 011
    }
  }

  private static long exact(BigDecimal naira) {
    if (naira.precision() - naira.scale() > 12) {
      throw new ArithmeticException("too much money");
    }
    return naira.movePointRight(2).longValueExact();
  }
}
