package ng.bills.sandbox.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The latest messages, oldest first, with counters of all that ever came. Thread safe. */
final class Postbox {
  private final int keep;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Message> messages = new ArrayDeque<>();
  private long mails;
  private long sms;

  Postbox(int keep) {
    this.keep = keep;
  }

  Message add(
      Message.Kind kind,
      String via,
      String from,
      List<String> to,
      String subject,
      String text,
      String html,
      Map<String, String> headers) {
    lock.lock();
    try {
      if (kind == Message.Kind.MAIL) {
        mails++;
      } else {
        sms++;
      }
      Message message =
          new Message(
              mails + sms, kind, Instant.now(), via, from, to, subject, text, html, headers);
      if (messages.size() == keep) {
        messages.removeFirst();
      }
      messages.addLast(message);
      arrived.signalAll();
      return message;
    } finally {
      lock.unlock();
    }
  }

  long count(Message.Kind kind) {
    lock.lock();
    try {
      return kind == Message.Kind.MAIL ? mails : sms;
    } finally {
      lock.unlock();
    }
  }

  List<Message> list(Predicate<Message> filter) {
    List<Message> copy;
    lock.lock();
    try {
      copy = new ArrayList<>(messages);
    } finally {
      lock.unlock();
    }
    return copy.stream().filter(filter).toList();
  }

  void clear() {
    lock.lock();
    try {
      messages.clear();
    } finally {
      lock.unlock();
    }
  }

  /** The first message that fits, waited for until the bound; a message is looked at once. */
  Optional<Message> await(Predicate<Message> filter, Duration bound) throws InterruptedException {
    long left = bound.toNanos();
    long lookedAt = 0;
    lock.lock();
    try {
      while (true) {
        for (Message message : messages) {
          if (message.number() > lookedAt) {
            lookedAt = message.number();
            if (filter.test(message)) {
              return Optional.of(message);
            }
          }
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
