package ng.bills.infrastructure.staff;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.application.staff.port.CodeGenerator;

/**
 * RFC 6238 as authenticators do it: HMAC-SHA-1 over the number of the 30-second step, six digits
 * (RFC 4226 §5.3). One step of drift is allowed either way.
 */
@ApplicationScoped
public class TotpCodes implements CodeGenerator {

  private static final String ALGORITHM = "HmacSHA1";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;
  private static final int BITS = 5;
  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int filled = 0;
    for (byte b : bytes) {
      buffer = buffer << Byte.SIZE | Byte.toUnsignedInt(b);
      filled += Byte.SIZE;
      while (filled >= BITS) {
        filled -= BITS;
        text.append(BASE32.charAt(buffer >> filled & 31));
      }
      buffer &= (1 << filled) - 1;
    }
    return text.toString(); // 160 bits are 32 letters, nothing is left over
  }

  @Override
  public OptionalLong step(String secret, String code, Instant now) {
    byte[] typed = code.getBytes(StandardCharsets.UTF_8);
    long present = Math.floorDiv(now.getEpochSecond(), (long) STEP_SECONDS);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - 1; step <= present + 1; step++) {
      if (MessageDigest.isEqual(
          code(bytes(secret), step).getBytes(StandardCharsets.US_ASCII), typed)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step. */
  static String code(byte[] key, long step) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 15;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String secret) {
    ByteBuffer bytes = ByteBuffer.allocate(secret.length() * BITS / Byte.SIZE);
    int buffer = 0;
    int filled = 0;
    for (char letter : secret.toCharArray()) {
      buffer = buffer << BITS | BASE32.indexOf(letter);
      filled += BITS;
      if (filled >= Byte.SIZE) {
        filled -= Byte.SIZE;
        bytes.put((byte) (buffer >> filled));
        buffer &= (1 << filled) - 1;
      }
    }
    return bytes.array();
  }
}
