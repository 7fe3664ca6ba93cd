package ng.bills.infrastructure.notice;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ng.bills.application.notice.port.Notifier;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideHttp;

/**
 * SMS through Termii's messaging API (developer.termii.com, send message). The channel is {@code
 * dnd}: the promotional one does not reach numbers on the do-not-disturb list, nor MTN at night.
 */
public final class SmsNotifier implements Notifier {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Duration READ = Duration.ofSeconds(20);

  private final SmsSettings settings;
  private final OutsideHttp http;

  public SmsNotifier(SmsSettings settings, OutsideHttp http) {
    this.settings = settings;
    this.http = http;
  }

  @Override
  public NoticeChannel channel() {
    return NoticeChannel.SMS;
  }

  @Override
  public Result send(Message message) {
    String to = message.to().startsWith("+") ? message.to().substring(1) : message.to();
    String body =
        JSON.createObjectBuilder()
            .add("api_key", settings.apiKey())
            .add("to", to)
            .add("from", settings.sender())
            .add("sms", message.text())
            .add("type", "plain")
            .add("channel", "dnd")
            .build()
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/api/sms/send"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return http.send("SMS", request, READ)
        .fold(
            SmsNotifier::read,
            notSent -> new NotAccepted("SMS gateway: " + notSent.what(), false),
            noAnswer -> new NotAccepted("SMS gateway: " + noAnswer.what(), false));
  }

  /** Taken is what names a message id, or says {@code "code":"ok"}, with HTTP 200. */
  private static Result read(Answered answered) {
    boolean taken = answered.status() == 200 && isTaken(answered.body());
    // their words may repeat the number, so only the status is kept
    return taken ? new Accepted() : new NotAccepted("SMS gateway: " + answered, false);
  }

  private static boolean isTaken(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonObject answer =
          reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
      return answer.get("message_id") instanceof JsonString id && !id.getString().isBlank()
          || answer.get("code") instanceof JsonString code && code.getString().equals("ok");
    } catch (RuntimeException e) {
      return false; // not JSON: not the gateway's word that it took the message
    }
  }
}
