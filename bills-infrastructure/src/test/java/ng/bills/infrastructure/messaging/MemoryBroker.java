package ng.bills.infrastructure.messaging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/** Keeps what it is sent; takes only so many, then fails, when told so. */
final class MemoryBroker implements Broker {

  final List<Message> taken = Collections.synchronizedList(new ArrayList<>());
  volatile int room = Integer.MAX_VALUE;

  /** What happens as soon as a batch has been taken. */
  volatile Consumer<List<Message>> then = messages -> {};

  @Override
  public Sent send(List<Message> messages) {
    OpenUnit.refuse("a message to the broker");
    int count = Math.min(room, messages.size());
    taken.addAll(messages.subList(0, count));
    room -= count;
    then.accept(messages);
    return new Sent(
        count,
        count < messages.size()
            ? Optional.of(new IllegalStateException("no room"))
            : Optional.empty());
  }
}
