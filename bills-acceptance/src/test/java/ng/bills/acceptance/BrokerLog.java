package ng.bills.acceptance;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the broker logs: it runs in the JVM of the tests. */
final class BrokerLog extends Handler {

  /** Kept here, or the JVM would forget its handlers. */
  private static final Logger BROKER = Logger.getLogger("org.apache.activemq");

  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

  private final SimpleFormatter formatter = new SimpleFormatter();

  /** Notes everything from now on; what is no warning stays off the screen. */
  static synchronized void listen() {
    if (BROKER.getUseParentHandlers()) {
      BROKER.setLevel(Level.INFO);
      BROKER.setUseParentHandlers(false);
      BROKER.addHandler(new BrokerLog());
    }
  }

  static String text() {
    return String.join("\n", LINES);
  }

  @Override
  public void publish(LogRecord line) {
    LINES.add(formatter.format(line));
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      for (Handler screen : Logger.getLogger("").getHandlers()) {
        screen.publish(line);
      }
    }
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    // nothing is open
  }
}
