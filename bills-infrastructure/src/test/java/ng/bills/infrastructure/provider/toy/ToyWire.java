package ng.bills.infrastructure.provider.toy;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;

/** What goes to Toy and what comes back, word for word. */
final class ToyWire {
  private static final JsonProvider JSON = JsonProvider.provider();

  private ToyWire() {}

  /** Body of {@code POST /orders}. */
  static String order(VendOrder order) {
    return JSON.createObjectBuilder()
        .add("reference", order.reference().value())
        .add("company", order.item().biller())
        .add("meter", order.account().number())
        .add("naira", order.amount().toNaira().toPlainString())
        .build()
        .toString();
  }

  /** A body that is one JSON object. */
  record Reply(JsonObject body) {

    static Optional<Reply> of(String body) {
      try (JsonReader reader = JSON.createReader(new StringReader(body))) {
        return Optional.of(new Reply(reader.readObject()));
      } catch (RuntimeException e) {
        return Optional.empty(); // garbage; readers differ in what they throw
      }
    }

    /** A member's text or number; empty when it is missing or anything else. */
    String text(String name) {
      try {
        return body.get(name) instanceof JsonString text
            ? text.getString().strip()
            : body.get(name) instanceof JsonNumber number ? number.toString() : "";
      } catch (RuntimeException e) {
        return ""; // 1e999999999 and the like: a number only by its form
      }
    }

    String state() {
      return text("state").matches("[a-z]{1,20}") ? text("state") : "no state";
    }

    boolean isAbout(VendReference ours) {
      return text("reference").equals(ours.value());
    }

    boolean isFor(Money amount) {
      return amount().equals(Optional.of(amount));
    }

    /** What it was for, when that can be read. */
    Optional<Money> amount() {
      return Optional.of(text("naira"))
          .filter(naira -> naira.matches("\\d{1,9}(\\.\\d{1,2})?"))
          .map(naira -> Money.ofNaira(new BigDecimal(naira)));
    }
  }
}
