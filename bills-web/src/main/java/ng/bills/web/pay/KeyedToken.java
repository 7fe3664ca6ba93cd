package ng.bills.web.pay;

import java.util.List;
import ng.bills.domain.vend.Token;
import ng.bills.web.text.PayTexts;

/**
 * Something to key in.
 *
 * @param label what it is
 * @param groups its digits in groups of four
 * @param digits all of it, for copying
 */
public record KeyedToken(String label, List<String> groups, String digits) {

  static KeyedToken of(Token token, PayTexts texts) {
    return new KeyedToken(
        texts.text("token." + token.kind().name()),
        List.of(token.grouped().split(token.kind().isForMeter() ? "-" : "$")),
        token.digits());
  }

  public String getLabel() {
    return label;
  }

  public List<String> getGroups() {
    return groups;
  }

  public String getDigits() {
    return digits;
  }

  /** Without the digits. */
  @Override
  public String toString() {
    return "KeyedToken " + label;
  }
}
