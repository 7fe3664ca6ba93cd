package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import java.util.Optional;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;

/**
 * Which purchases meet which outcome. Immutable; {@code OutcomeRule.of("45012345678",
 * VtpassOutcome.TIMEOUT_THEN_DELIVERED).times(1)}.
 *
 * @param account meter, phone or smartcard; {@code *} for any
 * @param serviceId VTpass service; {@code *} for any
 * @param nth the first matching purchase it acts on, from 1
 * @param times how many purchases it acts on; 0 for all until it is removed
 * @param percent chance to act on a purchase that matches, 1 to 100
 * @param code answered code of an outcome that refuses; empty for the outcome's own
 * @param requeries the requery that first tells the end; 0 for the sandbox's setting
 */
public record OutcomeRule(
    String account,
    String serviceId,
    VtpassOutcome outcome,
    int nth,
    int times,
    int percent,
    String code,
    int requeries) {
  /** Any account or any service. */
  public static final String ANY = "*";

  public static OutcomeRule of(String account, VtpassOutcome outcome) {
    return new OutcomeRule(account, ANY, outcome, 1, 0, 100, "", 0);
  }

  public static OutcomeRule always(VtpassOutcome outcome) {
    return of(ANY, outcome);
  }

  public OutcomeRule service(String id) {
    return new OutcomeRule(account, id, outcome, nth, times, percent, code, requeries);
  }

  public OutcomeRule nth(int first) {
    return new OutcomeRule(account, serviceId, outcome, first, times, percent, code, requeries);
  }

  public OutcomeRule times(int count) {
    return new OutcomeRule(account, serviceId, outcome, nth, count, percent, code, requeries);
  }

  public OutcomeRule percent(int chance) {
    return new OutcomeRule(account, serviceId, outcome, nth, times, chance, code, requeries);
  }

  /** For {@link VtpassOutcome#REFUSED} and the other refusals: the code to answer, three digits. */
  public OutcomeRule code(String answered) {
    return new OutcomeRule(account, serviceId, outcome, nth, times, percent, answered, requeries);
  }

  public OutcomeRule requeries(int untilSettled) {
    return new OutcomeRule(account, serviceId, outcome, nth, times, percent, code, untilSettled);
  }

  /**
   * Reads {@code {"account","service","outcome","nth","times","percent","code","requeries"}}; only
   * {@code outcome} is required.
   *
   * @throws BadRequestException naming the member that is wrong
   */
  static OutcomeRule fromJson(JsonObject json) {
    String outcome = JsonText.text(json, "outcome", "");
    return new OutcomeRule(
        JsonText.text(json, "account", ANY),
        JsonText.text(json, "service", ANY),
        VtpassOutcome.of(outcome)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        "unknown outcome \"" + outcome + "\"; GET /_sandbox/magic lists them")),
        (int) JsonText.number(json, "nth", 1),
        (int) JsonText.number(json, "times", 0),
        (int) JsonText.number(json, "percent", 100),
        JsonText.text(json, "code", ""),
        (int) JsonText.number(json, "requeries", 0));
  }

  JsonObject toJson(String id, long matched, long acted) {
    return JsonText.object()
        .add("id", id)
        .add("account", account)
        .add("service", serviceId)
        .add("outcome", outcome.wireName())
        .add("nth", nth)
        .add("times", times)
        .add("percent", percent)
        .add("code", code)
        .add("requeries", requeries)
        .add("matched", matched)
        .add("acted", acted)
        .build();
  }

  boolean fits(String service, String customerAccount) {
    return (account.equals(ANY) || account.equals(customerAccount))
        && (serviceId.equals(ANY) || serviceId.equals(service));
  }

  String refusalCode() {
    return Optional.of(code).filter(text -> !text.isEmpty()).orElseGet(outcome::refusalCode);
  }
}
