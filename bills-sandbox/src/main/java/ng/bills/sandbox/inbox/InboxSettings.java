package ng.bills.sandbox.inbox;

/**
 * @param httpPort page, JSON and SMS gateways; 0 for any free one
 * @param smtpPort mail; 0 for any free one
 * @param smsApiKey key of both SMS gateways
 * @param keep how many messages are kept to be shown; all are counted
 */
public record InboxSettings(int httpPort, int smtpPort, String smsApiKey, int keep) {
  public InboxSettings {
    if (keep < 1) {
      throw new IllegalArgumentException("keep must be at least 1");
    }
  }

  /** Free ports, 5,000 messages. */
  public static InboxSettings defaults() {
    return new InboxSettings(0, 0, "sandbox-sms-key", 5_000);
  }

  public InboxSettings withPorts(int http, int smtp) {
    return new InboxSettings(http, smtp, smsApiKey, keep);
  }

  public InboxSettings withSmsApiKey(String value) {
    return new InboxSettings(httpPort, smtpPort, value, keep);
  }

  public InboxSettings withKeep(int value) {
    return new InboxSettings(httpPort, smtpPort, smsApiKey, value);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "InboxSettings[http=" + httpPort + ", smtp=" + smtpPort + ", keep=" + keep + "]";
  }
}
