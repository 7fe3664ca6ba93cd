package ng.bills.sandbox.inbox;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Mail over SMTP and SMS over HTTP, kept to be looked at: {@code GET /} for people, {@code GET
 * /api/messages?to=&contains=&kind=} for programs.
 *
 * <p>SMS: {@code POST /api/sms/send} and {@code /api/sms/send/bulk} (Termii), {@code POST
 * /version1/messaging} (Africa's Talking). Control API: {@code /_sandbox/faults} for the SMS
 * requests and for the mail commands (method {@code SMTP}, path {@code /connect}, {@code /mail},
 * {@code /rcpt}, {@code /data} or {@code /message}; effect {@code status} with {@code code} 451 or
 * 550, {@code close-before}, {@code close-after}, {@code delay}), {@code DELETE
 * /_sandbox/messages}.
 */
public final class Inbox implements AutoCloseable {
  private static final int LISTED = 1_000;

  private final Postbox postbox;
  private final Faults faults = new Faults();
  private final SandboxServer web;
  private final SmtpServer smtp;

  private Inbox(InboxSettings settings) {
    postbox = new Postbox(settings.keep());
    web = new SandboxServer("inbox", settings.httpPort());
    SmsGateways gateways = new SmsGateways(settings.smsApiKey(), postbox);
    faults.install(web);
    web.route("GET", "/", this::page);
    web.route("GET", "/api/messages", this::list);
    web.route("POST", "/api/sms/send", gateways::termii);
    web.route("POST", "/api/sms/send/bulk", gateways::termii);
    web.route("POST", "/version1/messaging", gateways::africasTalking);
    web.route(
        "DELETE",
        SandboxServer.CONTROL + "/messages",
        request -> {
          clear();
          return Response.empty(204);
        });
    try {
      smtp = new SmtpServer(settings.smtpPort(), faults, this::receive);
    } catch (RuntimeException e) {
      web.close();
      throw e;
    }
  }

  /**
   * @throws java.io.UncheckedIOException when a port is taken
   */
  public static Inbox start(InboxSettings settings) {
    Inbox inbox = new Inbox(settings);
    inbox.web.start();
    inbox.smtp.start();
    return inbox;
  }

  /** Address of the page and base address of the SMS gateways, without a slash at the end. */
  public String url() {
    return web.baseUrl();
  }

  public int httpPort() {
    return web.port();
  }

  /** The mail port, on 127.0.0.1. */
  public int smtpPort() {
    return smtp.port();
  }

  /** The mails kept, oldest first. */
  public List<Message> mails() {
    return postbox.list(Inbox::isMail);
  }

  public List<Message> mailsTo(String address) {
    return postbox.list(message -> isMail(message) && message.isTo(address));
  }

  /** The SMS kept, oldest first. */
  public List<Message> sms() {
    return postbox.list(message -> !isMail(message));
  }

  /** Phone in any form: 0803…, 234803…, +234803…. */
  public List<Message> smsTo(String phone) {
    return postbox.list(message -> !isMail(message) && message.isTo(phone));
  }

  /** How many mails ever came. */
  public long mailCount() {
    return postbox.count(Message.Kind.MAIL);
  }

  /** How many SMS ever came. */
  public long smsCount() {
    return postbox.count(Message.Kind.SMS);
  }

  /**
   * The first mail that fits: one that is here already or one that comes in time.
   *
   * @throws AssertionError when none came in time; it says how many other mails came
   */
  public Message awaitMail(Predicate<Message> fits, Duration bound) throws InterruptedException {
    return await(message -> isMail(message) && fits.test(message), bound, "mail");
  }

  /** As {@link #awaitMail} for SMS. */
  public Message awaitSms(Predicate<Message> fits, Duration bound) throws InterruptedException {
    return await(message -> !isMail(message) && fits.test(message), bound, "SMS");
  }

  /** Forgets the messages; the counters go on. */
  public void clear() {
    postbox.clear();
  }

  /** Faults of SMS requests and mail commands. */
  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    web.close();
    smtp.close();
  }

  private Message await(Predicate<Message> fits, Duration bound, String what)
      throws InterruptedException {
    return postbox
        .await(fits, bound)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no such "
                        + what
                        + " came within "
                        + bound
                        + "; in all there came "
                        + mailCount()
                        + " mails and "
                        + smsCount()
                        + " SMS"));
  }

  private static boolean isMail(Message message) {
    return message.kind() == Message.Kind.MAIL;
  }

  private void receive(String envelopeFrom, List<String> envelopeTo, byte[] content) {
    MimeReader.Content mail = MimeReader.read(content);
    postbox.add(
        Message.Kind.MAIL,
        "smtp",
        mail.headers().getOrDefault("From", envelopeFrom),
        envelopeTo,
        mail.headers().getOrDefault("Subject", ""),
        mail.text(),
        mail.html(),
        mail.headers());
  }

  private Response page(Request request) {
    return Response.html(200, InboxPage.of(postbox.list(m -> true), mailCount(), smsCount()));
  }

  private Response list(Request request) {
    String to = request.query("to").orElse("");
    String contains = request.query("contains").orElse("");
    String kind = request.query("kind").orElse("");
    List<Message> found =
        postbox.list(
            message ->
                (to.isEmpty() || message.isTo(to))
                    && (contains.isEmpty() || message.contains(contains))
                    && (kind.isEmpty() || message.kind().name().equalsIgnoreCase(kind)));
    JsonArrayBuilder rows = JsonText.array();
    for (int i = found.size() - 1; i >= Math.max(0, found.size() - LISTED); i--) {
      rows.add(row(found.get(i)));
    }
    return Response.json(
        200,
        JsonText.object()
            .add("mailCount", mailCount())
            .add("smsCount", smsCount())
            .add("messages", rows)
            .build());
  }

  private static JsonObjectBuilder row(Message message) {
    JsonArrayBuilder to = JsonText.array();
    message.to().forEach(to::add);
    return JsonText.object()
        .add("number", message.number())
        .add("kind", message.kind().name().toLowerCase(java.util.Locale.ROOT))
        .add("at", message.at().toString())
        .add("via", message.via())
        .add("from", message.from())
        .add("to", to)
        .add("subject", message.subject())
        .add("text", message.text())
        .add("html", message.html());
  }
}
