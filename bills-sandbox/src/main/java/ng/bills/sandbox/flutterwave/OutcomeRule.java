package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonObject;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;

/**
 * Which payments meet which outcome. Immutable; {@code OutcomeRule.of("45012345678",
 * FlutterwaveOutcome.TIMEOUT_THEN_DELIVERED).times(1)}.
 *
 * @param customer meter, phone or smartcard; {@code *} for any
 * @param biller biller code; {@code *} for any
 * @param nth the first matching payment it acts on, from 1
 * @param times how many payments it acts on; 0 for all until it is removed
 * @param percent chance to act on a payment that matches, 1 to 100
 * @param message what a refusal says; empty for the outcome's own
 * @param requeries the status call that first tells the end; 0 for the sandbox's setting
 */
public record OutcomeRule(
    String customer,
    String biller,
    FlutterwaveOutcome outcome,
    int nth,
    int times,
    int percent,
    String message,
    int requeries) {
  /** Any customer or any biller. */
  public static final String ANY = "*";

  public static OutcomeRule of(String customer, FlutterwaveOutcome outcome) {
    return new OutcomeRule(customer, ANY, outcome, 1, 0, 100, "", 0);
  }

  public static OutcomeRule always(FlutterwaveOutcome outcome) {
    return of(ANY, outcome);
  }

  public OutcomeRule biller(String code) {
    return new OutcomeRule(customer, code, outcome, nth, times, percent, message, requeries);
  }

  public OutcomeRule nth(int first) {
    return new OutcomeRule(customer, biller, outcome, first, times, percent, message, requeries);
  }

  public OutcomeRule times(int count) {
    return new OutcomeRule(customer, biller, outcome, nth, count, percent, message, requeries);
  }

  public OutcomeRule percent(int chance) {
    return new OutcomeRule(customer, biller, outcome, nth, times, chance, message, requeries);
  }

  public OutcomeRule message(String words) {
    return new OutcomeRule(customer, biller, outcome, nth, times, percent, words, requeries);
  }

  public OutcomeRule requeries(int untilSettled) {
    return new OutcomeRule(customer, biller, outcome, nth, times, percent, message, untilSettled);
  }

  /**
   * Reads {@code {"account","biller","outcome","nth","times","percent","message","requeries"}};
   * only {@code outcome} is required.
   *
   * @throws BadRequestException naming the member that is wrong
   */
  static OutcomeRule fromJson(JsonObject json) {
    String outcome = JsonText.text(json, "outcome", "");
    return new OutcomeRule(
        JsonText.text(json, "account", ANY),
        JsonText.text(json, "biller", ANY),
        FlutterwaveOutcome.of(outcome)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "unknown outcome \"" + outcome + "\"; GET /_sandbox/magic lists them")),
        (int) JsonText.number(json, "nth", 1),
        (int) JsonText.number(json, "times", 0),
        (int) JsonText.number(json, "percent", 100),
        JsonText.text(json, "message", ""),
        (int) JsonText.number(json, "requeries", 0));
  }

  JsonObject toJson(String id, long matched, long acted) {
    return JsonText.object()
        .add("id", id)
        .add("account", customer)
        .add("biller", biller)
        .add("outcome", outcome.wireName())
        .add("nth", nth)
        .add("times", times)
        .add("percent", percent)
        .add("message", message)
        .add("requeries", requeries)
        .add("matched", matched)
        .add("acted", acted)
        .build();
  }

  boolean fits(String billerCode, String account) {
    return (customer.equals(ANY) || customer.equals(account))
        && (biller.equals(ANY) || biller.equals(billerCode));
  }

  String refusal() {
    return message.isEmpty() ? outcome.refusal() : message;
  }
}
