package ng.bills.infrastructure.messaging;

import java.util.List;
import java.util.Optional;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/** Takes messages for the listeners of all nodes. */
public interface Broker {

  /**
   * How far it came.
   *
   * @param count the first so many are with the broker
   * @param trouble what ended it before the last; empty when all are there
   */
  record Sent(int count, Optional<RuntimeException> trouble) {}

  /** Sends them in their order until one is not taken. Never inside a unit of work. */
  Sent send(List<Message> messages);
}
