package ng.bills.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path directory;

  @Test
  void givenDurableMessage_whenBrokerRestarted_thenItIsStillThere() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, Ports.free())) {
      send(broker, EmbeddedBroker.DEAD_LETTERS);
      assertThat(broker.messageCount(EmbeddedBroker.DEAD_LETTERS)).isEqualTo(1);
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, Ports.free())) {
      assertThat(broker.messageCount(EmbeddedBroker.DEAD_LETTERS)).isEqualTo(1);
      assertThat(broker.messageCount("bills.nobody-uses-this")).isZero();
    }
  }

  private static void send(EmbeddedBroker broker, String queue) throws Exception {
    try (ServerLocator locator =
            ActiveMQClient.createServerLocator("tcp://" + broker.host() + ":" + broker.port());
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session = factory.createSession();
        ClientProducer producer = session.createProducer(queue)) {
      ClientMessage message = session.createMessage(true);
      message.getBodyBuffer().writeString("one");
      producer.send(message);
    }
  }
}
