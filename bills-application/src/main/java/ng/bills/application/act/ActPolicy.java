package ng.bills.application.act;

import java.time.Duration;

/**
 * How acts with two people work; a value made from the settings at start-up.
 *
 * @param open how long a proposal waits for its second person
 */
public record ActPolicy(Duration open) {

  public ActPolicy {
    if (open.isNegative() || open.isZero()) {
      throw new IllegalArgumentException("a proposal must stay open for some time");
    }
  }
}
