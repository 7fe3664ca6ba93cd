package ng.bills.domain.limit;

/**
 * What a node owes the count and what the count owes it, told when it asks for more.
 *
 * @param owed used without a permit
 * @param slot of what was not used
 * @param unused permits of that slot that will never be used
 */
public record Settlement(int owed, long slot, int unused) {

  /** Nothing is open. */
  public static final Settlement EVEN = new Settlement(0, 0, 0);

  public Settlement {
    if (owed < 0 || unused < 0) {
      throw new IllegalArgumentException("nobody owes less than nothing");
    }
  }
}
