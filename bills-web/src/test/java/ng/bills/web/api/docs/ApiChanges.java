package ng.bills.web.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import ng.bills.web.api.docs.ApiDocument.Operation;

/**
 * What changed between two OpenAPI documents so that a partner's program of before may fail: what
 * it sends is not taken any more, or what it reads is not there any more, or is something it does
 * not know. Additions that nobody has to use are not among it.
 *
 * <p>Each change is one line, the same at every run, by which it can be declared.
 */
final class ApiChanges {

  /** Deeper nothing is described; a guard against references in a circle. */
  private static final int DEEPEST = 12;

  private static final List<String> UPPER =
      List.of("maxLength", "maximum", "maxItems", "maxProperties");
  private static final List<String> LOWER =
      List.of("minLength", "minimum", "minItems", "minProperties");

  private final ApiDocument before;
  private final ApiDocument after;
  private final Set<String> found = new LinkedHashSet<>();

  private ApiChanges(ApiDocument before, ApiDocument after) {
    this.before = before;
    this.after = after;
  }

  /** The changes, as lines in the order of the document of before. */
  static List<String> breaking(ApiDocument before, ApiDocument after) {
    ApiChanges changes = new ApiChanges(before, after);
    Map<String, Operation> now =
        after.operations().stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    for (Operation then : before.operations()) {
      Operation operation = now.get(then.name());
      if (operation == null) {
        changes.say(then.name(), "is gone");
      } else {
        changes.compare(then, operation);
      }
    }
    return List.copyOf(changes.found);
  }

  private void say(String where, String what) {
    found.add(where + " " + what);
  }

  private void compare(Operation then, Operation now) {
    String at = then.name() + ":";
    String id = then.node().path("operationId").asText();
    if (!id.equals(now.node().path("operationId").asText())) {
      say(at, "the operationId " + id + " is gone, and with it the method of the clients");
    }
    scopes(at, then, now);
    parameters(at, then, now);
    body(at, then, now);
    answers(at, then, now);
  }

  private void scopes(String at, Operation then, Operation now) {
    Set<String> needed = new TreeSet<>(names(after, now));
    needed.removeAll(names(before, then));
    needed.forEach(scope -> say(at, "a key now needs " + scope));
  }

  private static Set<String> names(ApiDocument document, Operation operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode alternative : document.security(operation)) {
      alternative
          .properties()
          .forEach(
              scheme -> {
                names.add(scheme.getKey());
                scheme.getValue().forEach(scope -> names.add("the scope " + scope.asText()));
              });
    }
    return names;
  }

  private void parameters(String at, Operation then, Operation now) {
    Map<String, JsonNode> former = byPlace(then);
    Map<String, JsonNode> present = byPlace(now);
    former.forEach(
        (name, parameter) -> {
          JsonNode same = present.get(name);
          if (same == null) {
            say(at, "the " + name + " is gone");
            return;
          }
          if (!then.webhook() && required(same) && !required(parameter)) {
            say(at, "the " + name + " is needed now");
          }
          schema(
              at, "the " + name, parameter.path("schema"), same.path("schema"), !then.webhook(), 0);
        });
    present.forEach(
        (name, parameter) -> {
          if (!then.webhook() && required(parameter) && !former.containsKey(name)) {
            say(at, "the " + name + " is new and needed");
          }
        });
  }

  private static Map<String, JsonNode> byPlace(Operation operation) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    operation
        .parameters()
        .forEach(p -> map.put(p.path("in").asText() + " parameter " + p.path("name").asText(), p));
    return map;
  }

  private static boolean required(JsonNode node) {
    return node.path("required").asBoolean();
  }

  private void body(String at, Operation then, Operation now) {
    JsonNode former = before.follow(then.node().path("requestBody"));
    JsonNode present = after.follow(now.node().path("requestBody"));
    if (!then.webhook() && required(present) && !required(former)) {
      say(at, "a body is needed now");
    }
    // a partner sends the body of an operation and reads the body of a webhook
    contents(at, "the body", former, present, !then.webhook());
  }

  private void answers(String at, Operation then, Operation now) {
    if (then.webhook()) {
      return; // the partner's own
    }
    then.node()
        .path("responses")
        .properties()
        .forEach(
            answer -> {
              String what = "the answer " + answer.getKey();
              JsonNode former = before.follow(answer.getValue());
              JsonNode present = now.node().path("responses").path(answer.getKey());
              if (present.isMissingNode()) {
                if (answer.getKey().startsWith("2")) {
                  say(at, what + " is gone");
                }
                return;
              }
              JsonNode followed = after.follow(present);
              former
                  .path("headers")
                  .fieldNames()
                  .forEachRemaining(
                      header -> {
                        if (!followed.path("headers").has(header)) {
                          say(at, what + " has no header " + header + " any more");
                        }
                      });
              contents(at, what, former, followed, false);
            });
  }

  private void contents(String at, String what, JsonNode then, JsonNode now, boolean sent) {
    then.path("content")
        .properties()
        .forEach(
            media -> {
              JsonNode same = now.path("content").path(media.getKey());
              if (same.isMissingNode()) {
                say(at, what + " is not " + media.getKey() + " any more");
              } else {
                schema(at, what, media.getValue().path("schema"), same.path("schema"), sent, 0);
              }
            });
  }

  /** Compares two schemas; {@code sent}: the partner writes such values, else it reads them. */
  private void schema(
      String at, String what, JsonNode then, JsonNode now, boolean sent, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    JsonNode former = before.follow(then);
    JsonNode present = after.follow(now);
    types(at, what, former, present, sent);
    values(at, what, former, present, sent);
    if (sent) {
      limits(at, what, former, present);
    }
    members(at, what, former, present, sent, depth);
    for (String inner : List.of("items", "additionalProperties")) {
      if (former.path(inner).isObject() && present.path(inner).isObject()) {
        schema(at, what + "[]", former.path(inner), present.path(inner), sent, depth + 1);
      }
    }
    for (int i = 0; i < former.path("allOf").size(); i++) {
      schema(
          at, what, former.path("allOf").path(i), present.path("allOf").path(i), sent, depth + 1);
    }
  }

  private void types(String at, String what, JsonNode then, JsonNode now, boolean sent) {
    Set<String> former = texts(then.path("type"));
    Set<String> present = texts(now.path("type"));
    if (former.isEmpty() || present.isEmpty()) {
      if (!former.equals(present)) {
        say(at, what + " was of the type " + former + " and is of " + present);
      }
      return;
    }
    Set<String> lost = new TreeSet<>(sent ? former : present);
    lost.removeAll(sent ? present : former);
    if (sent && lost.contains("integer") && present.contains("number")) {
      lost.remove("integer");
    }
    if (!lost.isEmpty()) {
      say(at, what + (sent ? " may not be " : " may now be ") + lost);
    }
    String format = then.path("format").asText();
    if (!format.equals(now.path("format").asText())) {
      say(
          at,
          what
              + " was of the format '%s' and is of '%s'"
                  .formatted(format, now.path("format").asText()));
    }
  }

  private void values(String at, String what, JsonNode then, JsonNode now, boolean sent) {
    Set<String> former = texts(then.path("enum"));
    Set<String> present = texts(now.path("enum"));
    if (sent && !present.isEmpty()) {
      if (former.isEmpty()) {
        say(at, what + " must now be one of " + present);
      }
      former.removeAll(present);
      former.forEach(value -> say(at, what + " may not be " + value + " any more"));
    } else if (!sent && !former.isEmpty()) {
      if (present.isEmpty()) {
        say(at, what + " may now be anything, where it was one of " + former);
      }
      present.removeAll(former);
      present.forEach(value -> say(at, what + " may now be " + value + ", which nobody knows yet"));
    }
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new TreeSet<>();
    if (node.isArray()) {
      node.forEach(item -> texts.add(item.asText()));
    } else if (!node.isMissingNode()) {
      texts.add(node.asText());
    }
    return texts;
  }

  private void limits(String at, String what, JsonNode then, JsonNode now) {
    for (String limit : UPPER) {
      if (now.has(limit)
          && (!then.has(limit) || now.path(limit).asDouble() < then.path(limit).asDouble())) {
        say(at, what + " has the " + limit + " " + now.path(limit) + " now");
      }
    }
    for (String limit : LOWER) {
      if (now.has(limit)
          && (!then.has(limit) || now.path(limit).asDouble() > then.path(limit).asDouble())) {
        say(at, what + " has the " + limit + " " + now.path(limit) + " now");
      }
    }
    if (now.has("pattern") && !now.path("pattern").equals(then.path("pattern"))) {
      say(at, what + " has the pattern " + now.path("pattern").asText() + " now");
    }
    if (now.path("additionalProperties").isBoolean()
        && !now.path("additionalProperties").asBoolean()
        && !then.path("additionalProperties").equals(now.path("additionalProperties"))) {
      say(at, what + " takes no other members any more");
    }
  }

  private void members(
      String at, String what, JsonNode then, JsonNode now, boolean sent, int depth) {
    Set<String> formerly = texts(then.path("required"));
    Set<String> needed = texts(now.path("required"));
    then.path("properties")
        .properties()
        .forEach(
            member -> {
              String name = what + "." + member.getKey();
              JsonNode same = now.path("properties").path(member.getKey());
              if (same.isMissingNode()) {
                say(at, name + " is gone");
                return;
              }
              schema(at, name, member.getValue(), same, sent, depth + 1);
            });
    List<String> changed = new ArrayList<>(sent ? needed : formerly);
    changed.removeAll(sent ? formerly : needed);
    for (String name : changed) {
      boolean there = now.path("properties").has(name);
      if (sent) {
        say(at, what + "." + name + " is needed now");
      } else if (there) {
        say(at, what + "." + name + " may now be left out");
      }
    }
  }
}
