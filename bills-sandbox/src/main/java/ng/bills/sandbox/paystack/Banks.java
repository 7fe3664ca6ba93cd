package ng.bills.sandbox.paystack;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ng.bills.sandbox.http.JsonText;

/** Banks and the people with accounts there. */
final class Banks {
  private static final Map<String, String> NAMES = new LinkedHashMap<>();
  private static final String[] PEOPLE = {
    "ADA OBI", "BOLA ADEYEMI", "CHIDI OKAFOR", "HALIMA YUSUF", "IFEOMA NWOSU"
  };

  static {
    NAMES.put("044", "Access Bank");
    NAMES.put("011", "First Bank of Nigeria");
    NAMES.put("058", "Guaranty Trust Bank");
    NAMES.put("033", "United Bank For Africa");
    NAMES.put("057", "Zenith Bank");
  }

  private Banks() {}

  static boolean known(String code) {
    return NAMES.containsKey(code);
  }

  static String name(String code) {
    return NAMES.getOrDefault(code, "");
  }

  static long id(String code) {
    return Long.parseLong(code);
  }

  static String holder(String account) {
    return PEOPLE[Math.floorMod(account.hashCode(), PEOPLE.length)];
  }

  static JsonArray list() {
    JsonArrayBuilder banks = JsonText.array();
    NAMES.forEach(
        (code, name) ->
            banks.add(
                JsonText.object()
                    .add("id", id(code))
                    .add("name", name)
                    .add("slug", name.toLowerCase(Locale.ROOT).replace(' ', '-'))
                    .add("code", code)
                    .add("longcode", code + "150000")
                    .addNull("gateway")
                    .add("pay_with_bank", false)
                    .add("active", true)
                    .add("country", "Nigeria")
                    .add("currency", "NGN")
                    .add("type", "nuban")));
    return banks.build();
  }
}
