package ng.bills.infrastructure.outside;

/** The guard in front of every call to the outside. */
@FunctionalInterface
public interface OutsideCalls {
  /**
   * Refuses to go on while a unit of work is open on this thread: a slow answer would keep its
   * locks, and its roll-back would not undo what happened outside.
   *
   * @param call what is about to be called, for the message
   * @throws IllegalStateException when a transaction is open
   */
  void mayCall(String call);
}
