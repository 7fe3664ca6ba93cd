package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import java.util.Optional;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;

/**
 * Which payments meet which outcome. Immutable; {@code OutcomeRule.of("45012345678",
 * InterswitchOutcome.TIMEOUT_THEN_DELIVERED).times(1)}.
 *
 * @param account meter, phone or customer number; {@code *} for any
 * @param paymentCode payment code; {@code *} for any
 * @param nth the first matching payment it acts on, from 1
 * @param times how many payments it acts on; 0 for all until it is removed
 * @param percent chance to act on a payment that matches, 1 to 100
 * @param code answered code of an outcome that refuses; empty for the outcome's own
 * @param queries the query that first tells the end; 0 for the sandbox's setting
 */
public record OutcomeRule(
    String account,
    String paymentCode,
    InterswitchOutcome outcome,
    int nth,
    int times,
    int percent,
    String code,
    int queries) {
  /** Any account or any payment code. */
  public static final String ANY = "*";

  public static OutcomeRule of(String account, InterswitchOutcome outcome) {
    return new OutcomeRule(account, ANY, outcome, 1, 0, 100, "", 0);
  }

  public static OutcomeRule always(InterswitchOutcome outcome) {
    return of(ANY, outcome);
  }

  public OutcomeRule paymentCode(String only) {
    return new OutcomeRule(account, only, outcome, nth, times, percent, code, queries);
  }

  public OutcomeRule nth(int first) {
    return new OutcomeRule(account, paymentCode, outcome, first, times, percent, code, queries);
  }

  public OutcomeRule times(int count) {
    return new OutcomeRule(account, paymentCode, outcome, nth, count, percent, code, queries);
  }

  public OutcomeRule percent(int chance) {
    return new OutcomeRule(account, paymentCode, outcome, nth, times, chance, code, queries);
  }

  /**
   * For {@link InterswitchOutcome#REFUSED} and the other refusals: the code to answer, for example
   * 90013.
   */
  public OutcomeRule code(String answered) {
    return new OutcomeRule(account, paymentCode, outcome, nth, times, percent, answered, queries);
  }

  public OutcomeRule queries(int untilSettled) {
    return new OutcomeRule(account, paymentCode, outcome, nth, times, percent, code, untilSettled);
  }

  /**
   * Reads {@code {"account","paymentCode","outcome","nth","times","percent","code","queries"}};
   * only {@code outcome} is required.
   *
   * @throws BadRequestException naming the member that is wrong
   */
  static OutcomeRule fromJson(JsonObject json) {
    String outcome = JsonText.text(json, "outcome", "");
    return new OutcomeRule(
        JsonText.text(json, "account", ANY),
        JsonText.text(json, "paymentCode", ANY),
        InterswitchOutcome.of(outcome)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "unknown outcome \"" + outcome + "\"; GET /_sandbox/magic lists them")),
        (int) JsonText.number(json, "nth", 1),
        (int) JsonText.number(json, "times", 0),
        (int) JsonText.number(json, "percent", 100),
        JsonText.text(json, "code", ""),
        (int) JsonText.number(json, "queries", 0));
  }

  JsonObject toJson(String id, long matched, long acted) {
    return JsonText.object()
        .add("id", id)
        .add("account", account)
        .add("paymentCode", paymentCode)
        .add("outcome", outcome.wireName())
        .add("nth", nth)
        .add("times", times)
        .add("percent", percent)
        .add("code", code)
        .add("queries", queries)
        .add("matched", matched)
        .add("acted", acted)
        .build();
  }

  boolean fits(String code, String customerId) {
    return (account.equals(ANY) || account.equals(customerId))
        && (paymentCode.equals(ANY) || paymentCode.equals(code));
  }

  String refusalCode() {
    return Optional.of(code).filter(text -> !text.isEmpty()).orElseGet(outcome::refusalCode);
  }
}
