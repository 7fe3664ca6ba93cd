package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.infrastructure.outside.OutsideAnswer;

/**
 * A readable answer.
 *
 * @param status HTTP status
 * @param body the whole
 * @param code their outer code, or the code of their error; empty when there is none
 * @param grouping {@code SUCCESSFUL}, {@code FAILED}, {@code PENDING}; empty when there is none
 */
record Reply(int status, JsonObject body, String code, String grouping) {
  static final String SUCCESSFUL = "SUCCESSFUL";
  static final String FAILED = "FAILED";
  static final String PENDING = "PENDING";

  /**
   * Empty when the answer is none: a server error, a redirect, no JSON object. An HTTP 4xx with one
   * is an answer.
   */
  static Optional<Reply> of(OutsideAnswer.Answered answered) {
    int status = answered.status();
    if (status < 200 || status >= 300 && status < 400 || status >= 500) {
      return Optional.empty();
    }
    return InterswitchWire.parse(answered.body())
        .map(
            body ->
                new Reply(
                    status,
                    body,
                    InterswitchWire.text(body, "ResponseCode")
                        .or(
                            () ->
                                InterswitchWire.text(InterswitchWire.object(body, "error"), "code"))
                        .orElse(""),
                    InterswitchWire.text(body, "ResponseCodeGrouping")
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .orElse("")));
  }

  /** The code of the payment inside a query. */
  String transactionCode() {
    return InterswitchWire.text(body, "TransactionResponseCode").orElse("");
  }

  boolean isGrouped(String as) {
    return grouping.equals(as);
  }

  /** HTTP status, code and grouping for the record; a stranger's text is cut short. */
  String seen(String decidingCode) {
    String seen = (decidingCode + " " + grouping).strip();
    return clean(seen.isEmpty() ? "http " + status : seen, 40, 6);
  }

  String seen() {
    return seen(code);
  }

  /** Their words, short, and without any number long enough to be an account. */
  String words() {
    return List.of(body, InterswitchWire.object(body, "error")).stream()
        .flatMap(
            part ->
                List.of("ResponseDescription", "ResponseMessage", "message").stream()
                    .flatMap(name -> InterswitchWire.text(part, name).stream()))
        .findFirst()
        .map(words -> clean(words, 160, 4))
        .orElse("");
  }

  static String clean(String words, int longest, int digits) {
    String clean = words.replaceAll("\\d{" + digits + ",}", "…").replaceAll("\\s+", " ").strip();
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }
}
