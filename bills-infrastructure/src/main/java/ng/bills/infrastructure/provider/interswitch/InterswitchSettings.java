package ng.bills.infrastructure.provider.interswitch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.PhoneNumber;

/**
 * Our account at Interswitch. Token, payments and queries may be on different hosts (the addresses
 * come with the go-live), so each has its own address.
 *
 * @param baseUrl host of catalogue, validation and payment, e.g. {@code
 *     https://qa.interswitchng.com}, without a slash at the end
 * @param queryUrl host of the query
 * @param tokenUrl whole address of the token
 * @param clientId user of the token request
 * @param clientSecret password of the token request
 * @param terminalId sent with every call
 * @param prefix the four digits every request reference begins with
 * @param formerPrefixes those it began with before, while orders of that time may be asked about
 * @param webhookSecret signs their webhooks; without it every webhook counts as forged
 * @param payTimeout how long an order may take to be answered
 * @param askTimeout how long anything else may take
 * @param defaultPhone sent as the customer's phone when the customer gave none
 * @param email sent as the customer's e-mail address: they insist on one
 */
public record InterswitchSettings(
    URI baseUrl,
    URI queryUrl,
    URI tokenUrl,
    String clientId,
    String clientSecret,
    String terminalId,
    String prefix,
    List<String> formerPrefixes,
    Optional<String> webhookSecret,
    Duration payTimeout,
    Duration askTimeout,
    PhoneNumber defaultPhone,
    String email) {

  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(10);

  public InterswitchSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(queryUrl, "queryUrl");
    Objects.requireNonNull(tokenUrl, "tokenUrl");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(clientSecret, "clientSecret");
    Objects.requireNonNull(terminalId, "terminalId");
    formerPrefixes = List.copyOf(formerPrefixes);
    if (!prefix.matches("\\d{4}") || !formerPrefixes.stream().allMatch(p -> p.matches("\\d{4}"))) {
      throw new IllegalArgumentException("a prefix has four digits");
    }
    Objects.requireNonNull(webhookSecret, "webhookSecret");
    Objects.requireNonNull(payTimeout, "payTimeout");
    Objects.requireNonNull(askTimeout, "askTimeout");
    Objects.requireNonNull(defaultPhone, "defaultPhone");
    Objects.requireNonNull(email, "email");
  }

  /** How long a token may take to come; short, as an order waits behind it. */
  public Duration loginTimeout() {
    return askTimeout.compareTo(LONGEST_LOGIN) < 0 ? askTimeout : LONGEST_LOGIN;
  }

  /**
   * The longest wait for any answer: a token and an order, or a question asked twice with a token
   * before each, for every prefix.
   *
   * @param connect how long a connection may take to come about
   */
  public Duration slowest(Duration connect) {
    Duration login = loginTimeout().plus(connect);
    Duration order = login.plus(payTimeout).plus(connect);
    Duration question =
        login.plus(askTimeout).plus(connect).multipliedBy(2L * (1 + formerPrefixes.size()));
    return order.compareTo(question) > 0 ? order : question;
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "InterswitchSettings[" + baseUrl + "]";
  }
}
