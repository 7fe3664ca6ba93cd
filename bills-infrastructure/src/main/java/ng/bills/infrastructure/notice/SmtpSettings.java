package ng.bills.infrastructure.notice;

import java.util.Objects;
import java.util.Optional;

/**
 * The mail server.
 *
 * @param host its name
 * @param port its port: 587 with STARTTLS, 25 inside a network
 * @param user to log in, when it asks for one
 * @param password of that user
 * @param startTls whether the connection must be encrypted before anything is said
 * @param from sender, {@code bills@example.com} or {@code Bills <bills@example.com>}
 */
public record SmtpSettings(
    String host,
    int port,
    Optional<String> user,
    Optional<String> password,
    boolean startTls,
    String from) {
  public SmtpSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(from, "from");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SmtpSettings[" + host + ":" + port + ", startTls=" + startTls + "]";
  }
}
