package ng.bills.infrastructure.crypto;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The ring in use, which changes while the server runs. What is wrong with a new one changes
 * nothing: it is told, and the ring in use stays.
 */
public final class RotatingKeys {

  private static final System.Logger LOG = System.getLogger(RotatingKeys.class.getName());

  /** An unknown key id makes us read the setting so often at most. */
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<KeyRing> setting;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile KeyRing ring;
  private long lookedAtNanos = System.nanoTime() - AGAIN_NANOS;
  private String trouble = "";

  /**
   * Reads the ring.
   *
   * @param setting reads it as it is set at that moment; throws {@link IllegalArgumentException}
   *     with a message without keys
   * @throws IllegalArgumentException as the setting does
   */
  public RotatingKeys(Supplier<KeyRing> setting) {
    this.setting = setting;
    this.ring = setting.get();
  }

  /** Keys that stay as they are. */
  static RotatingKeys fixed(KeyRing ring) {
    return new RotatingKeys(() -> ring);
  }

  KeyRing ring() {
    return ring;
  }

  Optional<SealingKey> find(String id) {
    Optional<SealingKey> key = ring.find(id);
    return key.isPresent() ? key : lookFor(id);
  }

  private Optional<SealingKey> lookFor(String id) {
    looking.lock();
    try {
      if (ring.find(id).isEmpty() && System.nanoTime() - lookedAtNanos >= AGAIN_NANOS) {
        look();
      }
      return ring.find(id);
    } finally {
      looking.unlock();
    }
  }

  /** Takes over what is set now. */
  public void look() {
    looking.lock();
    try {
      lookedAtNanos = System.nanoTime();
      KeyRing now = setting.get();
      if (!now.index().isSameAs(ring.index())) {
        throw new IllegalArgumentException(
            KeyRing.SETTING
                + " would change the key of the search hashes: keep its last key, or set "
                + KeyRing.INDEX_SETTING
                + " before the last key goes");
      }
      if (!now.agreesWith(ring)) {
        throw new IllegalArgumentException(
            KeyRing.SETTING + " gives a key id to another key: new keys have new ids");
      }
      if (!now.toString().equals(ring.toString())) {
        LOG.log(System.Logger.Level.INFO, "fields are sealed by another {0}", now);
      }
      ring = now;
      trouble = "";
    } catch (IllegalArgumentException e) {
      if (!trouble.equals(e.getMessage())) {
        trouble = e.getMessage();
        // alert: new field keys are not taken over
        LOG.log(System.Logger.Level.ERROR, "the former {0} goes on: {1}", ring, trouble);
      }
    } finally {
      looking.unlock();
    }
  }
}
