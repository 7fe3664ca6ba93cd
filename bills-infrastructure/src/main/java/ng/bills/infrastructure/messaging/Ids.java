package ng.bills.infrastructure.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.util.UUID;

/** The id a message carries. */
final class Ids {
  private Ids() {}

  /**
   * @throws IllegalArgumentException when it carries none: the broker delivers it again and then
   *     lays it with the dead letters, where a person finds it
   */
  static UUID in(Message message) {
    try {
      return UUID.fromString(message.getBody(String.class));
    } catch (JMSException e) {
      throw new JMSRuntimeException("the message could not be read", e.getErrorCode(), e);
    }
  }
}
