package ng.bills.launcher;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis broker in this JVM, on the loopback interface, with its journal on disk: messages
 * survive a restart. A message that fails is delivered again with a growing pause and ends, after
 * the last try, in the queue {@value #DEAD_LETTERS}, where a person looks at it.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The dead-letter queue. */
  public static final String DEAD_LETTERS = "bills.dead-letters";

  /** How often a message is delivered before it becomes a dead letter. */
  public static final int MAX_DELIVERY_ATTEMPTS = 6;

  private static final long REDELIVERY_DELAY_MILLIS = 1_000;
  private static final long MAX_REDELIVERY_DELAY_MILLIS = 60_000;

  private final EmbeddedActiveMQ server;
  private final int port;

  private EmbeddedBroker(EmbeddedActiveMQ server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the broker and waits until it takes connections.
   *
   * @param directory where the journal lives; created when missing, messages found there are kept
   * @param port TCP port on 127.0.0.1
   * @return the running broker
   * @throws StartFailedException when it does not start
   */
  public static EmbeddedBroker start(Path directory, int port) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      Configuration configuration =
          new ConfigurationImpl()
              .setName("bills")
              .setSecurityEnabled(false) // loopback only; a real broker has users (docs/deploy.md)
              .setJMXManagementEnabled(false)
              .setPersistenceEnabled(true)
              .setJournalType(JournalType.NIO)
              .setJournalSyncNonTransactional(true)
              .setJournalSyncTransactional(true)
              .setJournalFileSize(1024 * 1024)
              .setJournalMinFiles(2)
              .setJournalDirectory(home.resolve("journal").toString())
              .setBindingsDirectory(home.resolve("bindings").toString())
              .setPagingDirectory(home.resolve("paging").toString())
              .setLargeMessagesDirectory(home.resolve("large").toString())
              .setNodeManagerLockDirectory(home.resolve("lock").toString())
              .setMaxDiskUsage(-1)
              .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE");
      configuration.addAddressSetting(
          "#",
          new AddressSettings()
              .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
              .setExpiryAddress(SimpleString.of(DEAD_LETTERS))
              .setMaxDeliveryAttempts(MAX_DELIVERY_ATTEMPTS)
              .setRedeliveryDelay(REDELIVERY_DELAY_MILLIS)
              .setRedeliveryMultiplier(2)
              .setMaxRedeliveryDelay(MAX_REDELIVERY_DELAY_MILLIS)
              .setDefaultAddressRoutingType(RoutingType.ANYCAST)
              .setDefaultQueueRoutingType(RoutingType.ANYCAST)
              .setAutoCreateQueues(true)
              .setAutoCreateAddresses(true)
              .setAutoDeleteQueues(false)
              .setAutoDeleteAddresses(false)
              .setMaxSizeBytes(64L * 1024 * 1024)
              .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE));
      configuration.addQueueConfiguration(
          QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST).setDurable(true));
      EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
      server.start();
      if (!server
          .getActiveMQServer()
          .waitForActivation(30, java.util.concurrent.TimeUnit.SECONDS)) {
        server.stop();
        throw new StartFailedException("The broker did not become active within 30 s in " + home);
      }
      return new EmbeddedBroker(server, port);
    } catch (StartFailedException e) {
      throw e;
    } catch (Exception e) { // the library declares Exception
      throw new StartFailedException("The broker did not start: " + e.getMessage(), e);
    }
  }

  /**
   * @return host the broker listens on
   */
  public String host() {
    return "127.0.0.1";
  }

  /**
   * @return TCP port on {@link #host()}
   */
  public int port() {
    return port;
  }

  /**
   * @param queue bare queue name, such as {@value #DEAD_LETTERS}
   * @return messages in it, scheduled and unacknowledged ones included; 0 when nobody has used it
   *     yet
   */
  public long messageCount(String queue) {
    Queue found = server.getActiveMQServer().locateQueue(queue);
    return found == null ? 0 : found.getMessageCount();
  }

  /** Stops the broker; messages stay in the journal. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // the library declares Exception
      throw new IllegalStateException("The broker did not stop cleanly: " + e.getMessage(), e);
    }
  }
}
