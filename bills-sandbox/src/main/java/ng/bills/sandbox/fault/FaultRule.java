package ng.bills.sandbox.fault;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;

/**
 * Which requests go wrong and how. Immutable; {@code FaultRule.when("POST",
 * "/pay").nth(2).times(1).effect("delay", Map.of("ms", 300))}.
 *
 * @param method HTTP method, or {@code *}
 * @param path regular expression for the whole path
 * @param body regular expression to be found in the body; null for any
 * @param predicate further condition, from Java only; null for none
 * @param nth the first matching request it acts on, from 1
 * @param times how many requests it acts on; 0 for all until it is removed
 * @param probability chance to act on a request that matches, from 0 to 1
 * @param seed makes the chance repeatable
 * @param effect name of a registered effect
 */
public record FaultRule(
    String method,
    Pattern path,
    Pattern body,
    Predicate<Request> predicate,
    int nth,
    int times,
    double probability,
    long seed,
    String effect,
    JsonObject parameters) {

  public static FaultRule when(String method, String pathRegex) {
    return new FaultRule(
        method,
        Pattern.compile(pathRegex),
        null,
        null,
        1,
        0,
        1.0,
        1,
        "",
        JsonValue.EMPTY_JSON_OBJECT);
  }

  public FaultRule body(String regex) {
    return new FaultRule(
        method,
        path,
        Pattern.compile(regex),
        predicate,
        nth,
        times,
        probability,
        seed,
        effect,
        parameters);
  }

  public FaultRule matching(Predicate<Request> condition) {
    return new FaultRule(
        method, path, body, condition, nth, times, probability, seed, effect, parameters);
  }

  public FaultRule nth(int first) {
    return new FaultRule(
        method, path, body, predicate, first, times, probability, seed, effect, parameters);
  }

  public FaultRule times(int count) {
    return new FaultRule(
        method, path, body, predicate, nth, count, probability, seed, effect, parameters);
  }

  public FaultRule once() {
    return times(1);
  }

  public FaultRule probability(double chance, long randomSeed) {
    return new FaultRule(
        method, path, body, predicate, nth, times, chance, randomSeed, effect, parameters);
  }

  public FaultRule effect(String name) {
    return effect(name, Map.of());
  }

  public FaultRule effect(String name, Map<String, ?> values) {
    return new FaultRule(
        method, path, body, predicate, nth, times, probability, seed, name, JsonText.of(values));
  }

  /**
   * Reads {@code
   * {"method","path","body","nth","times","probability","seed","effect","parameters":{…}}}; only
   * {@code effect} is required.
   *
   * @throws BadRequestException naming the member that is wrong
   */
  public static FaultRule fromJson(JsonObject json) {
    for (String name : json.keySet()) {
      if (!Pattern.matches("method|path|body|nth|times|probability|seed|effect|parameters", name)) {
        throw new BadRequestException("unknown member of a fault rule: " + name);
      }
    }
    String body = JsonText.text(json, "body", null);
    JsonValue parameters = json.getOrDefault("parameters", JsonValue.EMPTY_JSON_OBJECT);
    if (!(parameters instanceof JsonObject)) {
      throw new BadRequestException("parameters must be an object");
    }
    try {
      return new FaultRule(
          JsonText.text(json, "method", "*"),
          Pattern.compile(JsonText.text(json, "path", ".*")),
          body == null ? null : Pattern.compile(body),
          null,
          (int) JsonText.number(json, "nth", 1),
          (int) JsonText.number(json, "times", 0),
          JsonText.fraction(json, "probability", 1.0),
          JsonText.number(json, "seed", 1),
          JsonText.text(json, "effect", ""),
          (JsonObject) parameters);
    } catch (PatternSyntaxException e) {
      throw new BadRequestException("not a regular expression: " + e.getPattern(), e);
    }
  }

  JsonObject toJson(String id, long matched, long acted) {
    JsonObjectBuilder json =
        JsonText.object().add("id", id).add("method", method).add("path", path.pattern());
    if (body != null) {
      json.add("body", body.pattern());
    }
    return json.add("nth", nth)
        .add("times", times)
        .add("probability", probability)
        .add("seed", seed)
        .add("effect", effect)
        .add("parameters", parameters)
        .add("matched", matched)
        .add("acted", acted)
        .build();
  }

  boolean fits(Request request) {
    return (method.equals("*") || method.equals(request.method()))
        && path.matcher(request.path()).matches()
        && (body == null || body.matcher(request.text()).find())
        && (predicate == null || predicate.test(request));
  }
}
