package ng.bills.application.partner;

import ng.bills.application.port.IdSource;
import ng.bills.domain.partner.Mode;

/**
 * A key that was just made.
 *
 * @param secret the key, to be shown once
 */
record FreshKey(String secret) {

  /** Of 62 characters each: 190 bits that nobody can guess. */
  private static final int RANDOM_LENGTH = 32;

  private static final int PREFIX_LENGTH = 12;

  static FreshKey of(Mode mode, IdSource ids) {
    return new FreshKey(mode.keyPrefix() + ids.randomText(RANDOM_LENGTH));
  }

  /** What may be kept and shown of it. */
  String prefix() {
    return secret.substring(0, PREFIX_LENGTH);
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return prefix() + "…";
  }
}
