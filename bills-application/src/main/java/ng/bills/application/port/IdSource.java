package ng.bills.application.port;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where identities and randomness come from, so that a simulation can replay them. */
public interface IdSource {

  /** A new unique id. Ids made later sort later (UUID version 7), which keeps indexes compact. */
  UUID newId();

  /** Random bytes that nobody can guess. */
  byte[] randomBytes(int count);

  /** Random letters and digits, {@code [0-9A-Za-z]}. */
  String randomText(int length);

  /** For jitter. */
  RandomGenerator random();
}
