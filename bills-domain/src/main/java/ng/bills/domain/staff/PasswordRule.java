package ng.bills.domain.staff;

/**
 * What is wrong with a password somebody chose (NIST SP 800-63B §3.1.1.2, OWASP ASVS 5.0 V6.2): too
 * short, too long, or one that others try first. What letters it is made of does not matter.
 */
public enum PasswordRule {
  /** Fewer than {@link #MIN} characters. */
  TOO_SHORT,
  /** More than {@link #MAX} characters. */
  TOO_LONG,
  /** On the list of common ones, or soon guessed from them, or made of the person's own name. */
  COMMON,
  /** The two entries differ. */
  NOT_REPEATED,
  /** The same as before. */
  UNCHANGED;

  public static final int MIN = 12;
  public static final int MAX = 128;
}
