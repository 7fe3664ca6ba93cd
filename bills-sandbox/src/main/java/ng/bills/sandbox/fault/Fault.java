package ng.bills.sandbox.fault;

import jakarta.json.JsonObject;
import ng.bills.sandbox.http.JsonText;

/** A rule that fired: the effect asked for and its parameters. */
public record Fault(String ruleId, String effect, JsonObject parameters) {
  public long number(String name, long fallback) {
    return JsonText.number(parameters, name, fallback);
  }

  public String text(String name, String fallback) {
    return JsonText.text(parameters, name, fallback);
  }
}
