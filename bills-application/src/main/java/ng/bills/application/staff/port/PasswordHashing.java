package ng.bills.application.staff.port;

/**
 * Hashes passwords, slowly on purpose: tens of milliseconds and megabytes each time, so never
 * inside a unit of work.
 */
public interface PasswordHashing {

  /** A hash with its salt and parameters. */
  String hash(String password);

  /** Whether the password has this hash. */
  boolean matches(String password, String hash);

  /** The same work as {@link #matches} for nobody's password. */
  void pretend(String password);

  /** Whether it was made with weaker parameters than those of now. */
  boolean isOutdated(String hash);
}
