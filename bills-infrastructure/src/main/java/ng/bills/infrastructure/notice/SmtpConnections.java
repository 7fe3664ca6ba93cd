package ng.bills.infrastructure.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connections to the mail server that are kept for the next mail for a moment: to open one takes
 * half a dozen messages there and back, TLS not counted.
 */
final class SmtpConnections {

  /** Shorter than the five minutes RFC 5321 section 4.5.3.2.7 asks a server to wait. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  /** Many servers take a hundred mails over one connection, and then no more. */
  private static final int MAILS = 50;

  /** A connection and what it has carried. */
  static final class Connection {
    private final Transport transport;
    private int mails;
    private long idleSince;

    private Connection(Transport transport) {
      this.transport = transport;
    }

    Transport transport() {
      return transport;
    }

    /** Whether it carried a mail before, so that the server may have ended it since. */
    boolean isUsed() {
      return mails > 0;
    }
  }

  private final Session session;
  private final SmtpSettings settings;
  private final ScheduledExecutorService sweeper;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean sweepIsDue = new AtomicBoolean();

  SmtpConnections(Session session, SmtpSettings settings, ScheduledExecutorService sweeper) {
    this.session = session;
    this.settings = settings;
    this.sweeper = sweeper;
  }

  /** One that was kept, the one used last; else a new one. */
  Connection take() throws MessagingException {
    Optional<Connection> kept = Optional.ofNullable(idle.pollLast());
    return kept.isPresent() ? kept.get() : open();
  }

  /** A new one. */
  Connection open() throws MessagingException {
    Transport transport = session.getTransport();
    transport.connect(settings.user().orElse(null), settings.password().orElse(null));
    return new Connection(transport);
  }

  /** Keeps it after it has carried a mail. */
  void keep(Connection connection) {
    connection.mails++;
    if (connection.mails >= MAILS) {
      close(connection);
      return;
    }
    connection.idleSince = System.nanoTime();
    idle.addLast(connection);
    sweepLater();
  }

  /** Ends it; what went wrong while saying goodbye is of no interest. */
  void close(Connection connection) {
    try {
      connection.transport.close();
    } catch (MessagingException e) {
      // gone all the same
    }
  }

  private void sweepLater() {
    if (sweepIsDue.compareAndSet(false, true)) {
      sweeper.schedule(this::sweep, KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void sweep() {
    sweepIsDue.set(false);
    long now = System.nanoTime();
    Connection oldest;
    while ((oldest = idle.pollFirst()) != null) {
      if (now - oldest.idleSince < KEPT.toNanos()) {
        idle.addFirst(oldest);
        sweepLater();
        return;
      }
      close(oldest);
    }
  }
}
