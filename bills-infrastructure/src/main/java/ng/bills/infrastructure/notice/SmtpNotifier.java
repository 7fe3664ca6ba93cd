package ng.bills.infrastructure.notice;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.notice.port.Notifier;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.infrastructure.outside.OutsideCalls;

/** Plain text mail in UTF-8, handed to our mail server over SMTP. */
public final class SmtpNotifier implements Notifier {

  /** Ends writes that hang; shared by all connections. */
  private static final ScheduledExecutorService WRITE_WATCH =
      Executors.newSingleThreadScheduledExecutor(SmtpNotifier::watcher);

  private static final String CONNECT_MILLIS = "5000";
  private static final String READ_MILLIS = "20000";

  /** How an answer of a mail server begins: a code of three digits (RFC 5321 section 4.2). */
  private static final Pattern REPLY = Pattern.compile("^([245]\\d\\d)[ -]");

  private final SmtpSettings settings;
  private final OutsideCalls guard;
  private final InstantSource clock;
  private final Session session;
  private final SmtpConnections connections;

  public SmtpNotifier(SmtpSettings settings, OutsideCalls guard, InstantSource clock) {
    this.settings = settings;
    this.guard = guard;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
    this.connections = new SmtpConnections(session, settings, WRITE_WATCH);
  }

  private static Thread watcher(Runnable work) {
    Thread thread = new Thread(work, "smtp-write-watch");
    thread.setDaemon(true);
    return thread;
  }

  private static Properties properties(SmtpSettings settings) {
    Properties mail = new Properties();
    mail.setProperty("mail.transport.protocol", "smtp");
    mail.setProperty("mail.smtp.host", settings.host());
    mail.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    mail.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    mail.setProperty("mail.smtp.timeout", READ_MILLIS);
    mail.setProperty("mail.smtp.writetimeout", READ_MILLIS);
    mail.setProperty("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    mail.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    mail.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    mail.put("mail.smtp.socketFactory", new PromptSockets());
    // else the mail library starts a thread of its own for each connection
    mail.put("mail.smtp.executor.writetimeout", WRITE_WATCH);
    mail.setProperty("mail.from", bareAddress(settings.from())); // else ids name this machine
    return mail;
  }

  private static String bareAddress(String from) {
    return from.replaceAll(".*<|>.*", "").strip();
  }

  @Override
  public NoticeChannel channel() {
    return NoticeChannel.EMAIL;
  }

  @Override
  public Result send(Message message) {
    guard.mayCall("mail");
    MimeMessage mail;
    try {
      mail = mail(message);
    } catch (AddressException e) {
      return new NotAccepted("not a mail address", true);
    } catch (MessagingException e) {
      return new NotAccepted(seen(e), false);
    }
    try {
      SmtpConnections.Connection connection = connections.take();
      if (connection.isUsed()) {
        try {
          return carry(mail, connection);
        } catch (MessagingException e) {
          if (isAnswer(e)) {
            throw e;
          }
          connection = connections.open(); // the server had ended it; once more over a new one
        }
      }
      return carry(mail, connection);
    } catch (SendFailedException e) {
      return new NotAccepted(seen(e), isAddressRefused(e));
    } catch (MessagingException e) {
      return new NotAccepted(seen(e), false);
    }
  }

  private Accepted carry(MimeMessage mail, SmtpConnections.Connection connection)
      throws MessagingException {
    boolean carried = false;
    try {
      connection.transport().sendMessage(mail, mail.getAllRecipients());
      carried = true;
    } finally {
      if (!carried) {
        connections.close(connection);
      }
    }
    connections.keep(connection);
    return new Accepted();
  }

  private MimeMessage mail(Message message) throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(settings.from(), true));
    mail.setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
    return mail;
  }

  /** Whether the server said something about this mail, and not only goodbye (421). */
  private static boolean isAnswer(MessagingException e) {
    return code(e).filter(c -> !c.equals("421")).isPresent();
  }

  /** Whether the server said for good that there is no such address. */
  private static boolean isAddressRefused(SendFailedException e) {
    Address[] invalid = e.getInvalidAddresses();
    return invalid != null
        && invalid.length > 0
        && code(e).filter(c -> c.startsWith("5")).isPresent();
  }

  /** The kind of trouble and the server's code; its words may repeat the address. */
  private static String seen(MessagingException e) {
    return "mail not taken (" + code(e).orElse(e.getClass().getSimpleName()) + ")";
  }

  private static Optional<String> code(MessagingException e) {
    Optional<String> code = Optional.empty();
    for (Exception at = e; at != null; at = next(at)) {
      Matcher reply = REPLY.matcher(at.getMessage() == null ? "" : at.getMessage());
      if (reply.find()) {
        code = Optional.of(reply.group(1));
      }
    }
    return code;
  }

  private static Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }
}
