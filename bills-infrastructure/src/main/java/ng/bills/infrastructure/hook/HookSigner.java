package ng.bills.infrastructure.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookSecret;

/**
 * Signatures of Standard Webhooks (symmetric, {@code v1}): HMAC-SHA-256 over {@code
 * id.timestamp.body}, one for each secret, separated by blanks.
 */
final class HookSigner {

  private static final String ALGORITHM = "HmacSHA256";

  private HookSigner() {}

  /** The header {@code webhook-signature}. */
  static String sign(List<HookSecret> secrets, HookEventId id, Instant at, String body) {
    byte[] signed = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(HookSecret secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
