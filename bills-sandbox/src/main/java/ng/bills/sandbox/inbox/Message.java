package ng.bills.sandbox.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mail or an SMS that arrived.
 *
 * @param number counts mails and SMS together from 1
 * @param via {@code smtp}, {@code termii} or {@code africastalking}
 * @param from sender as the reader sees it: the From header, or the sender id of the SMS
 * @param to the recipients it was handed over for: addresses of the envelope, or phone numbers in
 *     digits as sent
 * @param subject empty for an SMS
 * @param text the plain text
 * @param html the HTML part of a mail; empty when it has none
 * @param headers decoded headers of a mail, or the other fields of the SMS; names are compared
 *     without case
 */
public record Message(
    long number,
    Kind kind,
    Instant at,
    String via,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    Map<String, String> headers) {

  /** Mail or SMS. */
  public enum Kind {
    MAIL,
    SMS
  }

  public Message {
    to = List.copyOf(to);
    Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    headers = java.util.Collections.unmodifiableMap(caseless);
  }

  /**
   * Whether it is for this address or phone; of phones the last ten digits count (0803… and 234803…
   * are the same).
   */
  public boolean isTo(String addressOrPhone) {
    return to.stream().anyMatch(one -> canonical(one).equals(canonical(addressOrPhone)));
  }

  /** Whether the subject, the text or the HTML contains this. */
  public boolean contains(String part) {
    return subject.contains(part) || text.contains(part) || html.contains(part);
  }

  private static String canonical(String address) {
    if (address.contains("@")) {
      return address.toLowerCase(Locale.ROOT);
    }
    String digits = address.replaceAll("\\D", "");
    return digits.length() > 10 ? digits.substring(digits.length() - 10) : digits;
  }

  /** Without the content: it holds tokens. */
  @Override
  public String toString() {
    return "Message[" + number + ", " + kind + ", " + via + ", " + at + "]";
  }
}
