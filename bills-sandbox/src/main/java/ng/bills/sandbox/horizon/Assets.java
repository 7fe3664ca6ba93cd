package ng.bills.sandbox.horizon;

import jakarta.json.JsonObjectBuilder;
import org.stellar.sdk.Asset;
import org.stellar.sdk.AssetTypeCreditAlphaNum;
import org.stellar.sdk.AssetTypeNative;

/** Assets as text: {@code native} or {@code CODE:G…}. */
final class Assets {
  static final String NATIVE = "native";

  private Assets() {}

  static String text(Asset asset) {
    if (asset instanceof AssetTypeCreditAlphaNum issued) {
      return issued.getCode() + ":" + issued.getIssuer();
    }
    return NATIVE;
  }

  static Asset sdk(String text) {
    return text.equals(NATIVE) ? new AssetTypeNative() : Asset.create(text);
  }

  static boolean isNative(String text) {
    return text.equals(NATIVE);
  }

  static String code(String text) {
    return text.substring(0, text.indexOf(':'));
  }

  /** The issuer; empty for XLM. */
  static String issuer(String text) {
    return isNative(text) ? "" : text.substring(text.indexOf(':') + 1);
  }

  /**
   * Adds {@code asset_type}, {@code asset_code} and {@code asset_issuer}, each with the prefix in
   * front.
   */
  static void describe(JsonObjectBuilder json, String prefix, String text) {
    if (isNative(text)) {
      json.add(prefix + "asset_type", NATIVE);
      return;
    }
    String code = code(text);
    json.add(prefix + "asset_type", code.length() <= 4 ? "credit_alphanum4" : "credit_alphanum12");
    json.add(prefix + "asset_code", code);
    json.add(prefix + "asset_issuer", issuer(text));
  }
}
