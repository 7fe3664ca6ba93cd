package ng.bills.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Inbox inbox;

  @BeforeEach
  void start() {
    inbox = Inbox.start(InboxSettings.defaults().withKeep(5));
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  private Session session() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(inbox.smtpPort()));
    return Session.getInstance(properties);
  }

  private MimeMessage mail(String to, String subject) throws MessagingException {
    MimeMessage mail = new MimeMessage(session());
    mail.setFrom(new InternetAddress("bills@example.ng"));
    mail.setRecipient(RecipientType.TO, new InternetAddress(to));
    mail.setSubject(subject, "UTF-8");
    return mail;
  }

  private void send(String to, String subject, String text) throws MessagingException {
    MimeMessage mail = mail(to, subject);
    mail.setText(text, "UTF-8");
    Transport.send(mail);
  }

  private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(inbox.url() + path)).timeout(BOUND);
  }

  // --- mail

  @Test
  void givenMailOfARealClient_whenSent_thenSubjectAndTextAreReadable() throws Exception {
    send("ada@example.ng", "Your token: ₦2,000 — ẹ ṣé", ".dot first\n\nline with ₦ and = sign\n.");
    Message mail = inbox.awaitMail(m -> m.isTo("Ada@Example.ng"), BOUND);
    assertThat(mail.subject()).isEqualTo("Your token: ₦2,000 — ẹ ṣé");
    assertThat(mail.text()).isEqualTo(".dot first\n\nline with ₦ and = sign\n.");
    assertThat(mail.from()).isEqualTo("bills@example.ng");
    assertThat(mail.headers()).containsKey("message-id");
    assertThat(inbox.mailsTo("nobody@example.ng")).isEmpty();
  }

  @Test
  void givenAlternativeInsideMixed_whenSent_thenBothPartsAndNoAttachment() throws Exception {
    MimeMultipart alternative = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("plain ₦", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>rich ₦</p>" + "x".repeat(300), "UTF-8", "html");
    alternative.addBodyPart(plain);
    alternative.addBodyPart(html);
    MimeBodyPart inner = new MimeBodyPart();
    inner.setContent(alternative);
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setText("not to be shown", "UTF-8");
    attachment.setDisposition("attachment");
    MimeMultipart mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(inner);
    mixed.addBodyPart(attachment);
    MimeMessage mail = mail("ada@example.ng", "parts");
    mail.setContent(mixed);
    Transport.send(mail);
    Message came = inbox.awaitMail(m -> m.subject().equals("parts"), BOUND);
    assertThat(came.text()).isEqualTo("plain ₦");
    assertThat(came.html()).startsWith("<p>rich ₦</p>xxx").hasSize(313);
  }

  @Test
  void givenPipelinedCommands_whenSentInOneGo_thenAllAnsweredAndDotsUnstuffed() throws Exception {
    List<String> replies =
        raw(
            "EHLO me\r\nMAIL FROM:<a@b.ng> SIZE=10\r\nRCPT TO:<c@d.ng>\r\nRCPT TO:<e@f.ng>\r\nDATA\r\n"
                + "Subject: =?UTF-8?Q?two_?=\r\n =?UTF-8?B?d29yZHM=?=\r\n\r\n..one dot\r\n...two\r\n.\r\n"
                + "NOOP\r\nRSET\r\nWHAT\r\nRCPT TO:<x@y.ng>\r\nMAIL nonsense\r\nQUIT\r\n");
    assertThat(replies)
        .extracting(reply -> reply.substring(0, 4))
        .containsExactly(
            "220 ", "250-", "250-", "250-", "250-", "250 ", "250 ", "250 ", "250 ", "354 ", "250 ",
            "250 ", "250 ", "500 ", "503 ", "501 ", "221 ");
    Message mail = inbox.mails().get(0);
    assertThat(mail.to()).containsExactly("c@d.ng", "e@f.ng");
    assertThat(mail.subject()).isEqualTo("two words");
    assertThat(mail.text()).isEqualTo(".one dot\n..two");
  }

  private List<String> raw(String commands) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", inbox.smtpPort())) {
      socket.setSoTimeout((int) BOUND.toMillis());
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> replies = new ArrayList<>();
      String line;
      while ((line = reader.readLine()) != null) {
        replies.add(line);
      }
      return replies;
    }
  }

  @ParameterizedTest
  @CsvSource({"/mail,451", "/rcpt,550", "/message,451", "/data,554"})
  void givenSmtpFault_whenSent_thenRefusedOnceAndThenTaken(String path, int code) throws Exception {
    inbox
        .faults()
        .add(FaultRule.when("SMTP", path).times(1).effect("status", Map.of("code", code)));
    assertThatThrownBy(() -> send("ada@example.ng", "first", "text"))
        .isInstanceOf(MessagingException.class);
    assertThat(inbox.mailCount()).isZero();
    send("ada@example.ng", "second", "text");
    assertThat(inbox.mails()).extracting(Message::subject).containsExactly("second");
  }

  @Test
  void givenCloseAfterMessage_whenSent_thenTheClientFailsButTheMailCame() {
    inbox.faults().add(FaultRule.when("SMTP", "/message").times(1).effect("close-after"));
    assertThatThrownBy(() -> send("ada@example.ng", "taken", "text"))
        .isInstanceOf(MessagingException.class)
        // no code of a server; the mail library has two kinds of exceptions for a connection's end
        .message()
        .doesNotMatch("(?s)^[245]\\d\\d.*");
    assertThat(inbox.mailCount()).isEqualTo(1);
  }

  @Test
  void givenWaiter_whenMailComesLater_thenItIsWoken() throws Exception {
    CompletableFuture<Message> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return inbox.awaitMail(m -> m.contains("token"), BOUND);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    send("ada@example.ng", "other", "nothing");
    send("ada@example.ng", "right", "the token");
    assertThat(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS).subject()).isEqualTo("right");
    assertThatThrownBy(() -> inbox.awaitMail(m -> m.contains("gold"), Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("2 mails");
  }

  @Test
  void givenMoreThanKept_whenListed_thenTheLatestOnlyButAllCounted() throws Exception {
    for (int i = 1; i <= 7; i++) {
      send("ada@example.ng", "mail " + i, "text");
    }
    assertThat(inbox.mailCount()).isEqualTo(7);
    assertThat(inbox.mails()).hasSize(5);
    assertThat(inbox.mails().get(4).subject()).isEqualTo("mail 7");
  }

  // --- SMS

  private static Map<String, Object> termii() {
    Map<String, Object> body = new java.util.TreeMap<>();
    body.put("api_key", "sandbox-sms-key");
    body.put("to", "2348030001122");
    body.put("from", "Bills");
    body.put("sms", "Your token is here");
    body.put("type", "plain");
    body.put("channel", "dnd");
    return body;
  }

  private HttpResponse<String> sendTermii(Map<String, Object> body) throws Exception {
    return call(
        at("/api/sms/send")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(body).toString())));
  }

  @Test
  void givenTermiiSms_whenSent_thenFoundByAnyFormOfThePhone() throws Exception {
    HttpResponse<String> answer = sendTermii(termii());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JsonText.parseObject(answer.body()).getString("message"))
        .isEqualTo("Successfully Sent");
    assertThat(inbox.smsTo("08030001122")).hasSize(1);
    assertThat(inbox.smsTo("+2348030001122").get(0).text()).isEqualTo("Your token is here");
    assertThat(inbox.smsTo("08030001123")).isEmpty();
    assertThat(inbox.awaitSms(m -> m.contains("token"), BOUND).via()).isEqualTo("termii");
  }

  @ParameterizedTest
  @CsvSource({
    "api_key,wrong,401",
    "to,08030001122,422",
    "to,'',422",
    "from,X,422",
    "sms,'',422",
    "type,voice,422",
    "channel,pigeon,422"
  })
  void givenBadTermiiField_whenSent_thenRefusedWithMessage(String field, String value, int status)
      throws Exception {
    Map<String, Object> body = termii();
    body.put(field, value);
    HttpResponse<String> answer = sendTermii(body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JsonText.parseObject(answer.body()).getString("message")).isNotBlank();
    assertThat(inbox.smsCount()).isZero();
  }

  @Test
  void givenAfricasTalkingSms_whenOneNumberIsBad_thenEachHasItsStatus() throws Exception {
    HttpResponse<String> answer =
        call(
            at("/version1/messaging")
                .header("apiKey", "sandbox-sms-key")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=sandbox&to=%2B2348030001122,%2B1&message=hello+there")));
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonObject data = JsonText.parseObject(answer.body()).getJsonObject("SMSMessageData");
    assertThat(data.getJsonArray("Recipients").getJsonObject(0).getInt("statusCode"))
        .isEqualTo(101);
    assertThat(data.getJsonArray("Recipients").getJsonObject(1).getInt("statusCode"))
        .isEqualTo(403);
    assertThat(inbox.smsTo("08030001122").get(0).text()).isEqualTo("hello there");
  }

  @Test
  void givenSmsFaultThroughControlApi_whenSent_then503OnceAndThenTaken() throws Exception {
    var added =
        call(
            at("/_sandbox/faults")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"path\":\"/api/sms/send\",\"times\":1,\"effect\":\"status\",\"parameters\":{\"code\":503}}")));
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(sendTermii(termii()).statusCode()).isEqualTo(503);
    assertThat(inbox.smsCount()).isZero();
    assertThat(sendTermii(termii()).statusCode()).isEqualTo(200);
    assertThat(inbox.smsCount()).isEqualTo(1);
  }

  // --- page and JSON

  @Test
  void givenHostileSubject_whenPageIsShown_thenItIsEscapedAndNewestFirst() throws Exception {
    send("ada@example.ng", "older", "text");
    send("ada@example.ng", "<script>alert(1)</script>", "a & b");
    String page = call(at("/")).body();
    assertThat(page)
        .contains("&lt;script&gt;alert(1)", "a &amp; b", "2 mails")
        .doesNotContain("<script>");
    assertThat(page.indexOf("&lt;script")).isLessThan(page.indexOf("older"));
  }

  @Test
  void givenMessages_whenJsonIsFiltered_thenOnlyTheFittingOnes() throws Exception {
    send("ada@example.ng", "one", "gold");
    send("bola@example.ng", "two", "silver");
    sendTermii(termii());
    assertThat(subjects("/api/messages")).containsExactly("", "two", "one");
    assertThat(subjects("/api/messages?to=ada%40example.ng")).containsExactly("one");
    assertThat(subjects("/api/messages?contains=silver")).containsExactly("two");
    assertThat(subjects("/api/messages?kind=sms&to=08030001122")).containsExactly("");
    call(at("/_sandbox/messages").DELETE());
    assertThat(subjects("/api/messages")).isEmpty();
    assertThat(inbox.mailCount()).isEqualTo(2);
  }

  private List<String> subjects(String path) throws Exception {
    return JsonText.parseObject(call(at(path)).body()).getJsonArray("messages").stream()
        .map(row -> row.asJsonObject().getString("subject"))
        .toList();
  }
}
