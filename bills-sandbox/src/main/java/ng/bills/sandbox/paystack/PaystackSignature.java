package ng.bills.sandbox.paystack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.webhook.Webhooks;

/** {@code x-paystack-signature}: HMAC-SHA512 of the raw body under the secret key, in hex. */
final class PaystackSignature implements Webhooks.Signature {
  static final String HEADER = "x-paystack-signature";

  private final String secretKey;

  PaystackSignature(String secretKey) {
    this.secretKey = secretKey;
  }

  @Override
  public Map<String, String> of(byte[] body, boolean forged) {
    String key = forged ? secretKey + "-guessed" : secretKey;
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return Map.of(HEADER, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA512", e);
    }
  }
}
