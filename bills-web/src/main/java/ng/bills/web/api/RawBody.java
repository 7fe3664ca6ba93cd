package ng.bills.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;

/** Reads a body byte for byte: not more than is allowed, and not for longer than is bearable. */
final class RawBody {

  /** How long a body may take. The server gives up by itself on one that sends nothing at all. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int PART = 8_192;

  private RawBody() {}

  /**
   * The whole body.
   *
   * @throws ProblemException 413 when it is too long, 408 when it drips, 400 when it is cut off
   */
  static byte[] read(InputStream body, InstantSource clock) {
    byte[] bytes = new byte[PART];
    int length = 0;
    Instant end = clock.instant().plus(PATIENCE);
    try {
      while (length <= JsonForm.MAX_BYTES) {
        if (length == bytes.length) { // most bodies fit at once
          bytes = Arrays.copyOf(bytes, Math.min(length + PART, JsonForm.MAX_BYTES + 1));
        }
        int read = body.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return Arrays.copyOf(bytes, length);
        }
        length += read;
        if (clock.instant().isAfter(end)) {
          throw new ProblemException(
              Problem.of(408, "REQUEST_TIMEOUT", "Too slow", "the body did not come in time"));
        }
      }
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(400, "BAD_REQUEST", "Not understood", "the body was cut off"));
    }
    throw new ProblemException(Problem.tooLarge());
  }
}
