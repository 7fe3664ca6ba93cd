package ng.bills.sandbox.inbox;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/** Termii and Africa's Talking as their documentation describes sending one SMS. */
final class SmsGateways {
  private static final Pattern TERMII_PHONE = Pattern.compile("234[789]\\d{9}");
  private static final Pattern PLUS_PHONE = Pattern.compile("\\+234[789]\\d{9}");
  private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ]{1,9}[A-Za-z0-9]");
  private static final Set<String> CHANNELS = Set.of("dnd", "generic", "whatsapp");
  private static final int MOST_RECIPIENTS = 100;

  private final String apiKey;
  private final Postbox postbox;

  SmsGateways(String apiKey, Postbox postbox) {
    this.apiKey = apiKey;
    this.postbox = postbox;
  }

  /** {@code POST /api/sms/send}: {@code api_key, to (text or array), from, sms, type, channel}. */
  Response termii(Request request) {
    JsonObject body = request.json();
    if (!JsonText.text(body, "api_key", "").equals(apiKey)) {
      return refused(401, "Invalid API key");
    }
    for (String field : new String[] {"to", "from", "sms", "type", "channel"}) {
      if (JsonText.text(body, field, "").isBlank()) {
        return refused(422, "The " + field + " field is required.");
      }
    }
    if (!SENDER.matcher(JsonText.text(body, "from", "")).matches()) {
      return refused(422, "The from field must be a sender id of 3 to 11 letters and digits.");
    }
    if (!JsonText.text(body, "type", "").equals("plain")) {
      return refused(422, "The selected type is invalid.");
    }
    if (!CHANNELS.contains(JsonText.text(body, "channel", ""))) {
      return refused(422, "The selected channel is invalid.");
    }
    List<String> phones = phones(body.get("to"));
    if (phones.isEmpty()
        || phones.size() > MOST_RECIPIENTS
        || !phones.stream().allMatch(phone -> TERMII_PHONE.matcher(phone).matches())) {
      return refused(422, "The to field must hold numbers such as 2348030001122.");
    }
    Message message =
        postbox.add(
            Message.Kind.SMS,
            "termii",
            JsonText.text(body, "from", ""),
            phones,
            "",
            JsonText.text(body, "sms", ""),
            "",
            Map.of("channel", JsonText.text(body, "channel", "")));
    return Response.json(
        200,
        JsonText.object()
            .add("code", "ok")
            .add("message_id", String.format("91%017d", message.number()))
            .add("message", "Successfully Sent")
            .add("balance", 9)
            .add("user", "Bills Sandbox")
            .build());
  }

  /**
   * {@code POST /version1/messaging}: header {@code apiKey}, form {@code username, to
   * (comma-separated, with plus), message, from}.
   */
  Response africasTalking(Request request) {
    if (!request.header("apiKey").orElse("").equals(apiKey)) {
      return Response.text(401, "text/plain", "The supplied authentication is invalid");
    }
    Map<String, String> form = request.form();
    for (String field : new String[] {"username", "to", "message"}) {
      if (form.getOrDefault(field, "").isBlank()) {
        return Response.text(
            400, "text/plain", "Request is missing required form field '" + field + "'");
      }
    }
    List<String> good = new ArrayList<>();
    JsonArrayBuilder recipients = JsonText.array();
    String[] all = form.get("to").split(",");
    for (String entry : all) {
      String phone = entry.trim();
      boolean valid = PLUS_PHONE.matcher(phone).matches();
      if (valid) {
        good.add(phone);
      }
      recipients.add(
          JsonText.object()
              .add("statusCode", valid ? 101 : 403)
              .add("number", phone)
              .add("status", valid ? "Success" : "InvalidPhoneNumber")
              .add("cost", valid ? "NGN 2.2000" : "0")
              .add("messageId", valid ? "ATXid_" + Long.toHexString(request.number()) : "None"));
    }
    if (!good.isEmpty()) {
      postbox.add(
          Message.Kind.SMS,
          "africastalking",
          form.getOrDefault("from", "AFRICASTKNG"),
          good,
          "",
          form.get("message"),
          "",
          Map.of("username", form.get("username")));
    }
    String summary = "Sent to " + good.size() + "/" + all.length;
    return Response.json(
        201,
        JsonText.object()
            .add(
                "SMSMessageData",
                JsonText.object().add("Message", summary).add("Recipients", recipients))
            .build());
  }

  private static List<String> phones(JsonValue to) {
    if (to instanceof JsonArray several) {
      return several.stream()
          .map(one -> one instanceof JsonString text ? text.getString() : one.toString())
          .toList();
    }
    return List.of(to instanceof JsonString text ? text.getString() : to.toString());
  }

  private static Response refused(int status, String message) {
    return Response.json(status, JsonText.of(Map.of("code", status, "message", message)));
  }
}
