package ng.bills.application.staff.port;

import java.time.Instant;
import java.util.OptionalLong;

/** Codes of six digits that change every 30 seconds (RFC 6238). */
public interface CodeGenerator {

  /** A secret that is shared with an authenticator, in base 32. */
  String newSecret();

  /**
   * The time step a code is of, if it is that of now or of the step before or after.
   *
   * @return empty when it is of none of them
   */
  OptionalLong step(String secret, String code, Instant now);
}
