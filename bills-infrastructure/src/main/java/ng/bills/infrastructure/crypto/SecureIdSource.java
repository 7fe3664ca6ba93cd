package ng.bills.infrastructure.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import ng.bills.application.port.IdSource;

/**
 * Identities of UUID version 7 (RFC 9562 §5.7, method 1: a counter of 12 bits follows the
 * millisecond, so that ids of one process keep their order) and randomness of the JDK's strong
 * generator.
 */
@ApplicationScoped
public class SecureIdSource implements IdSource {

  private static final String TEXT =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int COUNTER_BITS = 12;

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();

  @Override
  public UUID newId() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    // a full counter runs into the next millisecond; a clock set back waits there
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1 << COUNTER_BITS) - 1);
    long high = millis << 16 | 0x7000L | counter;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String randomText(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(TEXT.charAt(random.nextInt(TEXT.length())));
    }
    return text.toString();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }
}
