package ng.bills.infrastructure.persistence;

import java.util.List;

/**
 * Gets the messages of a unit of work that has committed, and nothing of one that has not. Their
 * rows are leased to this node for {@link OutboxRows#OWN}; whoever drops a message leaves it to
 * whoever looks when that has ended.
 */
@FunctionalInterface
public interface CommittedMessages {

  /** Called on the thread that committed, which has other things to do: takes no time. */
  void committed(List<OutboxRows.Message> messages);
}
