package ng.bills.application.pay;

/**
 * Who may use the pay page; a value made from the settings at start-up.
 *
 * @param open whether everybody may; else only who comes by a partner's link
 * @param callsPerMinute how many accounts may be asked about, and payments asked for, from one
 *     address
 */
public record PagePolicy(boolean open, int callsPerMinute) {

  public PagePolicy {
    if (callsPerMinute < 1) {
      throw new IllegalArgumentException("a page that nobody can use");
    }
  }
}
