package ng.bills.application.health.port;

/** Whether the JMS broker can be talked to. */
public interface BrokerProbe {

  /**
   * Sends a message to the broker and receives it back; false when that fails or takes too long.
   */
  boolean ping();
}
