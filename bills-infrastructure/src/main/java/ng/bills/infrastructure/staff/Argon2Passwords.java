package ng.bills.infrastructure.staff;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ng.bills.application.staff.port.PasswordHashing;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * argon2id with 19 MiB, two passes and one lane: the OWASP Password Storage Cheat Sheet's first
 * choice. Hashes are kept in the PHC form with their parameters; raising these here has each
 * password hashed anew at its next use.
 */
@ApplicationScoped
public class Argon2Passwords implements PasswordHashing {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** So many at once, so that a flood of attempts does not eat memory and processors. */
  private static final int AT_ONCE = 4;

  private static final int WAIT_SECONDS = 10;

  private final Argon2Function current;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final String nobody;

  public Argon2Passwords() {
    this(MEMORY_KIB, PASSES);
  }

  Argon2Passwords(int memoryKib, int passes) {
    current =
        Argon2Function.getInstance(
            memoryKib, passes, LANES, HASH_BYTES, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
    nobody = hash("nobody's password");
  }

  @Override
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(
        () -> {
          Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
          return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
              .formatted(
                  current.getMemory(),
                  current.getIterations(),
                  current.getParallelism(),
                  base64.encodeToString(salt),
                  base64.encodeToString(current.hash(bytes(password), salt).getBytes()));
        });
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(
        () ->
            Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void pretend(String password) {
    matches(password, nobody);
  }

  @Override
  public boolean isOutdated(String hash) {
    Argon2Function made = Argon2Function.getInstanceFromHash(hash);
    return made.getMemory() < current.getMemory() || made.getIterations() < current.getIterations();
  }

  /** However a keyboard composes letters with accents, it is the same password. */
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }

  private <T> T inTurn(Supplier<T> work) {
    OpenUnit.refuse("hashing a password");
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("too many passwords are being looked at");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to look at a password", e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
