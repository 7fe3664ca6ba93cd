package ng.bills.sandbox;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ng.bills.sandbox.http.BadRequestException;
import org.stellar.sdk.Memo;

/**
 * What the customer is to send.
 *
 * @param destination {@code G…} or {@code M…}
 * @param amount in units of the asset, at most seven decimals, as text
 * @param asset {@code native} or {@code CODE:G…}; empty for the sandbox's cNGN
 * @param memo none, text, id, hash or return hash
 */
record CustomerPayment(String destination, String amount, String asset, Memo memo) {
  private static final String SCHEME = "web+stellar:pay?";

  /**
   * Reads either {@code destination, amount, asset, memo, memo_type} or {@code uri} (SEP-7, {@code
   * web+stellar:pay?…}); with a {@code uri} the other parameters override its own. A URI that was
   * pasted without percent-encoding into a query falls apart at its {@code &}; because the
   * parameters have the same names, it is put together again by this very rule. {@code
   * omit_memo=true} sends none. {@code asset} is short for {@code asset_code} and {@code
   * asset_issuer}.
   *
   * @throws BadRequestException saying what is missing or wrong
   */
  static CustomerPayment of(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    String uri = given.getOrDefault("uri", "");
    if (!uri.isBlank()) {
      all.putAll(sep7(uri));
    }
    given.forEach(
        (name, value) -> {
          if (!name.equals("uri") && !value.isBlank()) {
            all.put(name, value);
          }
        });
    String destination = required(all, "destination");
    String amount = required(all, "amount");
    if (!amount.matches("\\d{1,12}(\\.\\d{1,7})?")) {
      throw new BadRequestException(
          "amount is a number with at most seven decimals, such as 1500.50");
    }
    boolean omit = all.getOrDefault("omit_memo", "").equals("true");
    Memo memo =
        omit ? Memo.none() : memo(all.get("memo"), all.getOrDefault("memo_type", "MEMO_TEXT"));
    return new CustomerPayment(destination, amount, asset(all, given), memo);
  }

  private static Map<String, String> sep7(String uri) {
    // a plus that was not encoded arrives as a blank
    String normal = uri.trim().replaceFirst("^web[ +]stellar:", "web+stellar:");
    if (!normal.startsWith(SCHEME)) {
      throw new BadRequestException("uri must begin with " + SCHEME);
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : normal.substring(SCHEME.length()).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  /** SEP-7 encodes blanks as %20 and never as plus; a plus is a plus (base64 of a hash memo). */
  private static String decode(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("broken percent-encoding in the uri", e);
    }
  }

  private static String required(Map<String, String> all, String name) {
    String value = all.get(name);
    if (value == null) {
      throw new BadRequestException(
          name + " is missing; say destination, amount and memo, or uri=web+stellar:pay?…");
    }
    return value;
  }

  private static String asset(Map<String, String> all, Map<String, String> given) {
    if (given.containsKey("asset") && !given.get("asset").isBlank()) {
      return given.get("asset").toLowerCase(Locale.ROOT).matches("xlm|native")
          ? "native"
          : given.get("asset");
    }
    String code = all.getOrDefault("asset_code", "");
    String issuer = all.getOrDefault("asset_issuer", "");
    if (code.isEmpty()) {
      // SEP-7: without a code it is XLM; without a uri it is what one would expect here
      return given.containsKey("uri") ? "native" : "";
    }
    return issuer.isEmpty() ? code : code + ":" + issuer;
  }

  private static Memo memo(String value, String type) {
    if (value == null) {
      return Memo.none();
    }
    try {
      return switch (type.toUpperCase(Locale.ROOT)) {
        case "MEMO_TEXT" -> Memo.text(value);
        case "MEMO_ID" -> Memo.id(new BigInteger(value));
        case "MEMO_HASH" -> Memo.hash(Base64.getDecoder().decode(value));
        case "MEMO_RETURN" -> Memo.returnHash(Base64.getDecoder().decode(value));
        default -> throw new BadRequestException("memo_type " + type + " is not known");
      };
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("the memo does not fit " + type + ": " + e.getMessage(), e);
    }
  }
}
