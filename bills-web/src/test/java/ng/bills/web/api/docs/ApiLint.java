package ng.bills.web.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ng.bills.web.api.docs.ApiDocument.Operation;

/**
 * What the OpenAPI document must say of every operation, so that a stranger can work by it alone:
 * names, what a key needs, an example of every body, and every error it may be answered with. Each
 * fault is a sentence that says where and what to write.
 */
final class ApiLint {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final String PROBLEM = "#/components/schemas/Problem";

  private final ApiDocument document;
  private final List<String> faults = new ArrayList<>();

  private ApiLint(ApiDocument document) {
    this.document = document;
  }

  /** Everything that is wrong, each in a sentence. */
  static List<String> faults(ApiDocument document) {
    ApiLint lint = new ApiLint(document);
    document.faultsBySpecification().forEach(fault -> lint.say("OpenAPI 3.1: %s", fault));
    lint.references(document.root(), "#");
    lint.nulls(document.root(), "#");
    Set<String> ids = new HashSet<>();
    boolean limited =
        document.operations().stream().anyMatch(o -> o.node().path("responses").has("429"));
    for (Operation operation : document.operations()) {
      lint.names(operation, ids);
      lint.parameters(operation);
      lint.body(operation);
      lint.answers(operation);
      if (operation.webhook()) {
        lint.signed(operation);
      } else {
        lint.security(operation);
        lint.errors(operation, limited);
      }
    }
    lint.unused();
    return lint.faults;
  }

  private void say(String sentence, Object... values) {
    faults.add(sentence.formatted(values));
  }

  private void references(JsonNode node, String where) {
    JsonNode reference = node.path("$ref");
    if (reference.isTextual() && document.follow(node).isMissingNode()) {
      say("%s: its reference %s leads nowhere", where, reference.asText());
    }
    node.properties().forEach(e -> references(e.getValue(), where + "/" + e.getKey()));
    if (node.isArray()) {
      node.forEach(item -> references(item, where));
    }
  }

  /** A comma in a text without quotes ends it: what follows becomes a name that means nothing. */
  private void nulls(JsonNode node, String where) {
    node.properties()
        .forEach(
            entry -> {
              String at = where + "/" + entry.getKey();
              if (entry.getValue().isNull()) {
                say("%s: has no value; a text with a comma or a colon needs quotes", at);
              } else if (!entry.getKey().startsWith("example")) {
                nulls(entry.getValue(), at);
              }
            });
    if (node.isArray()) {
      node.forEach(item -> nulls(item, where));
    }
  }

  private void names(Operation operation, Set<String> ids) {
    JsonNode node = operation.node();
    String id = node.path("operationId").asText();
    if (!id.matches("[a-z][A-Za-z0-9]+")) {
      say(
          "%s: give it an operationId such as showPayment; clients name their methods by it",
          operation);
    } else if (!ids.add(id)) {
      say("%s: another operation has the operationId %s already", operation, id);
    }
    if (node.path("summary").asText().isBlank()) {
      say("%s: give it a summary of one line", operation);
    }
    Set<String> known = new TreeSet<>();
    document
        .root()
        .path("tags")
        .forEach(
            tag -> {
              if (!tag.path("description").asText().isBlank()) {
                known.add(tag.path("name").asText());
              }
            });
    String tag = node.path("tags").path(0).asText();
    if (node.path("tags").size() != 1 || !known.contains(tag)) {
      say("%s: give it one tag of %s", operation, known);
    } else if (operation.webhook() != tag.equals("events")) {
      say(
          "%s: webhooks have the tag events, operations another; generated clients go by it",
          operation);
    }
  }

  private void security(Operation operation) {
    for (JsonNode alternative : document.security(operation)) {
      alternative
          .properties()
          .forEach(
              scheme -> {
                if (!document.at("/components/securitySchemes").has(scheme.getKey())) {
                  say("%s: there is no security scheme %s", operation, scheme.getKey());
                }
              });
    }
  }

  private void parameters(Operation operation) {
    Set<String> named = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(operation.name());
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    Set<String> described =
        operation
            .parametersIn("path")
            .map(p -> p.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!named.equals(described)) {
      say("%s: its path names %s, its parameters describe %s", operation, named, described);
    }
    for (JsonNode parameter : operation.parameters()) {
      if (!parameter.has("schema")) {
        say("%s: parameter %s has no schema", operation, parameter.path("name").asText());
      }
    }
  }

  private void body(Operation operation) {
    if (operation.takesBody()) {
      JsonNode body = document.follow(operation.node().path("requestBody"));
      content(operation + ", its request body", body, true);
    }
  }

  private void answers(Operation operation) {
    boolean good = false;
    for (var answer : operation.node().path("responses").properties()) {
      JsonNode response = document.follow(answer.getValue());
      String where = operation + ", its answer " + answer.getKey();
      if (response.path("description").asText().isBlank()) {
        say("%s: say in a description what it means", where);
      }
      if (answer.getKey().startsWith("2")) {
        good = true;
        content(where, response, false);
      } else if (!operation.webhook()) {
        problem(where, answer.getKey(), response);
      }
    }
    if (!good) {
      say("%s: describe its good answer", operation);
    }
  }

  private void content(String where, JsonNode of, boolean needed) {
    if (needed && of.path("content").isEmpty()) {
      say("%s: has no content", where);
    }
    of.path("content")
        .properties()
        .forEach(
            media -> {
              if (!media.getValue().has("schema")) {
                say("%s: %s has no schema", where, media.getKey());
              }
              examples(where + " as " + media.getKey(), media.getValue());
            });
  }

  private void examples(String where, JsonNode media) {
    List<JsonNode> examples = document.examples(media);
    if (examples.isEmpty()) {
      say("%s: has no example; write example: or examples: beside its schema", where);
    }
    for (JsonNode example : examples) {
      for (String fault : document.faults(media.path("schema"), example)) {
        say("%s: its example does not fit its schema: %s", where, fault);
      }
    }
  }

  private void problem(String where, String status, JsonNode response) {
    JsonNode media = response.path("content").path("application/problem+json");
    if (!PROBLEM.equals(media.path("schema").path("$ref").asText())) {
      say("%s: errors are application/problem+json with the schema Problem", where);
      return;
    }
    examples(where, media);
    for (JsonNode example : document.examples(media)) {
      String code = example.path("code").asText();
      if (!example.path("status").asText().equals(status)) {
        say("%s: the status in its example is %s", where, example.path("status"));
      }
      String type = "urn:bills:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
      if (!example.path("type").asText().equals(type)) {
        say(
            "%s: the type in its example is %s, of %s it is %s",
            where, example.path("type"), code, type);
      }
    }
  }

  /** Which errors can be met is known from what an operation takes. */
  private void errors(Operation operation, boolean limited) {
    boolean secured = !document.security(operation).isEmpty();
    boolean path = operation.parametersIn("path").findAny().isPresent();
    boolean query = operation.parametersIn("query").findAny().isPresent();
    need(operation, "401", secured, "it takes a key");
    need(operation, "403", secured, "a key may be of the wrong mode, scope or address");
    need(
        operation,
        "429",
        secured && limited,
        "a key has its limits, and other operations name them");
    need(operation, "400", operation.takesBody() || query, "its body or query may have faults");
    need(operation, "404", path, "its path may name what does not exist");
    need(operation, "408", operation.takesBody(), "its body may come too slowly");
    need(operation, "413", operation.takesBody(), "its body may be too large");
    need(operation, "415", operation.takesBody() && secured, "its body may be of another type");
    if (!operation.node().path("responses").has("503")) {
      need(operation, "500", true, "we may make mistakes");
    }
  }

  private void need(Operation operation, String status, boolean when, String because) {
    if (when && !operation.node().path("responses").has(status)) {
      say("%s: describe its answer %s, because %s", operation, status, because);
    }
  }

  private void signed(Operation operation) {
    Set<String> headers =
        operation
            .parametersIn("header")
            .map(p -> p.path("name").asText())
            .collect(Collectors.toSet());
    for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      if (!headers.contains(header)) {
        say("%s: describe the header %s", operation, header);
      }
    }
    if (!operation.takesBody()) {
      say("%s: describe its body", operation);
    }
  }

  /** Whatever nobody points to is forgotten, or was meant to be pointed to. */
  private void unused() {
    Set<String> used = new HashSet<>();
    collect(document.root(), used);
    document
        .at("/components")
        .properties()
        .forEach(
            kind -> {
              if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          String at = "#/components/" + kind.getKey() + "/" + name;
                          if (!used.contains(at)) {
                            say("%s: nothing refers to it", at);
                          }
                        });
              }
            });
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.path("$ref").isTextual()) {
      references.add(node.path("$ref").asText());
    }
    node.forEach(child -> collect(child, references));
  }
}
