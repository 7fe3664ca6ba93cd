package ng.bills.sandbox.horizon;

import jakarta.json.JsonObject;
import ng.bills.sandbox.http.JsonText;

/**
 * What an account holds of one issued asset. Amounts in stroops. Mutable; copied before every
 * change that may be rolled back.
 */
final class TrustLine {
  long balance;
  long limit;
  long buyingLiabilities;
  long sellingLiabilities;
  boolean authorized;
  boolean maintain;
  boolean clawback;
  int lastModified;

  TrustLine copy() {
    TrustLine copy = new TrustLine();
    copy.balance = balance;
    copy.limit = limit;
    copy.buyingLiabilities = buyingLiabilities;
    copy.sellingLiabilities = sellingLiabilities;
    copy.authorized = authorized;
    copy.maintain = maintain;
    copy.clawback = clawback;
    copy.lastModified = lastModified;
    return copy;
  }

  long room() {
    return limit - balance - buyingLiabilities;
  }

  long available() {
    return balance - sellingLiabilities;
  }

  JsonObject toJson() {
    return JsonText.object()
        .add("b", balance)
        .add("l", limit)
        .add("bl", buyingLiabilities)
        .add("sl", sellingLiabilities)
        .add("f", (authorized ? 1 : 0) | (maintain ? 2 : 0) | (clawback ? 4 : 0))
        .add("m", lastModified)
        .build();
  }

  static TrustLine fromJson(JsonObject json) {
    TrustLine line = new TrustLine();
    line.balance = JsonText.number(json, "b", 0);
    line.limit = JsonText.number(json, "l", 0);
    line.buyingLiabilities = JsonText.number(json, "bl", 0);
    line.sellingLiabilities = JsonText.number(json, "sl", 0);
    long flags = JsonText.number(json, "f", 0);
    line.authorized = (flags & 1) != 0;
    line.maintain = (flags & 2) != 0;
    line.clawback = (flags & 4) != 0;
    line.lastModified = (int) JsonText.number(json, "m", 0);
    return line;
  }
}
