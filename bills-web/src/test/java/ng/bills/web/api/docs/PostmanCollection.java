package ng.bills.web.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import ng.bills.web.api.docs.ApiDocument.Operation;

/**
 * The operations for partners as a Postman collection (format 2.1): a folder for each tag, a
 * request for each operation with its example and its saved answers. Ids that one answer gives and
 * another request needs are kept as variables.
 */
final class PostmanCollection {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Set<String> NOT_FOR_PARTNERS = Set.of("events", "webhooks");

  /** Where an operation's answer has an id that other requests take. */
  private static final Map<String, Map<String, String>> KEPT =
      Map.of(
          "requestPayment", Map.of("transaction_id", "transaction_id"),
          "createWebhookEndpoint", Map.of("endpoint_id", "id"),
          "testWebhookEndpoint", Map.of("webhook_id", "webhook_id"));

  private final ApiDocument document;
  private final ObjectNode root = JSON.createObjectNode();

  private PostmanCollection(ApiDocument document) {
    this.document = document;
  }

  static String of(ApiDocument document) {
    PostmanCollection collection = new PostmanCollection(document);
    collection.write();
    try {
      return JSON.writeValueAsString(collection.root).replace("\r\n", "\n") + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    JsonNode about = document.root().path("info");
    root.putObject("info")
        .put("name", about.path("title").asText())
        .put("description", about.path("description").asText())
        .put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    bearer(root.putObject("auth"));
    ArrayNode variables = root.putArray("variable");
    variable(variables, "baseUrl", "http://127.0.0.1:8080/api/v1");
    variable(variables, "apiKey", "");
    KEPT.values()
        .forEach(kept -> kept.keySet().stream().sorted().forEach(n -> variable(variables, n, "")));
    sort(variables);
    Map<String, ArrayNode> folders = new LinkedHashMap<>();
    ArrayNode items = root.putArray("item");
    for (JsonNode tag : document.root().path("tags")) {
      String name = tag.path("name").asText();
      if (!NOT_FOR_PARTNERS.contains(name)) {
        folders.put(
            name,
            items
                .addObject()
                .put("name", name)
                .put("description", tag.path("description").asText())
                .putArray("item"));
      }
    }
    for (Operation operation : document.operations()) {
      ArrayNode folder = folders.get(operation.node().path("tags").path(0).asText());
      if (folder != null) {
        item(folder.addObject(), operation);
      }
    }
  }

  /** In the same order at every run. */
  private static void sort(ArrayNode variables) {
    var sorted = variables.valueStream().sorted((a, b) -> key(a).compareTo(key(b))).toList();
    variables.removeAll().addAll(sorted);
  }

  private static String key(JsonNode variable) {
    return variable.path("key").asText();
  }

  private static void variable(ArrayNode variables, String key, String value) {
    variables.addObject().put("key", key).put("value", value).put("type", "string");
  }

  private static void bearer(ObjectNode auth) {
    auth.put("type", "bearer")
        .putArray("bearer")
        .addObject()
        .put("key", "token")
        .put("value", "{{apiKey}}")
        .put("type", "string");
  }

  private void item(ObjectNode item, Operation operation) {
    item.put("name", operation.node().path("summary").asText());
    keep(item, operation.node().path("operationId").asText());
    ObjectNode request = item.putObject("request");
    request.put("method", operation.name().substring(0, operation.name().indexOf(' ')));
    request.put("description", operation.node().path("description").asText());
    if (document.security(operation).isEmpty()) {
      request.putObject("auth").put("type", "noauth");
    }
    ArrayNode headers = request.putArray("header");
    operation
        .parametersIn("header")
        .forEach(
            p ->
                parameter(headers, p)
                    // a new one for each payment
                    .put("value", name(p).equals("Idempotency-Key") ? "{{$guid}}" : ""));
    JsonNode body =
        document
            .follow(operation.node().path("requestBody"))
            .path("content")
            .path("application/json");
    if (!body.isMissingNode()) {
      headers.addObject().put("key", "Content-Type").put("value", "application/json");
      ObjectNode raw = request.putObject("body").put("mode", "raw");
      raw.put("raw", text(withoutReference(document.examples(body).get(0))));
      raw.putObject("options").putObject("raw").put("language", "json");
    }
    url(request.putObject("url"), operation);
    answers(item.putArray("response"), operation);
  }

  /** The header Idempotency-Key says it already, anew for each request. */
  private static JsonNode withoutReference(JsonNode example) {
    JsonNode copy = example.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("request_reference");
    }
    return copy;
  }

  private static void keep(ObjectNode item, String operation) {
    Map<String, String> kept = KEPT.getOrDefault(operation, Map.of());
    if (kept.isEmpty()) {
      return;
    }
    ObjectNode event = item.putArray("event").addObject().put("listen", "test");
    ArrayNode lines = event.putObject("script").put("type", "text/javascript").putArray("exec");
    kept.forEach(
        (variable, member) ->
            lines.add(
                "if (pm.response.code < 300) pm.collectionVariables.set('%s', pm.response.json().%s);"
                    .formatted(variable, member)));
  }

  private void url(ObjectNode url, Operation operation) {
    String path = operation.name().substring(operation.name().indexOf(' ') + 1);
    String raw = "{{baseUrl}}" + path.replaceAll("\\{([a-z_]+)}", ":$1");
    url.put("raw", raw);
    url.putArray("host").add("{{baseUrl}}");
    ArrayNode steps = url.putArray("path");
    for (String step : path.substring(1).split("/")) {
      steps.add(step.startsWith("{") ? ":" + step.substring(1, step.length() - 1) : step);
    }
    ArrayNode query = url.putArray("query");
    // all are optional: ticked where wanted
    operation
        .parametersIn("query")
        .forEach(p -> parameter(query, p).put("value", example(p)).put("disabled", true));
    ArrayNode variables = url.putArray("variable");
    operation
        .parametersIn("path")
        .forEach(
            p -> {
              boolean kept = KEPT.values().stream().anyMatch(k -> k.containsKey(name(p)));
              parameter(variables, p).put("value", kept ? "{{" + name(p) + "}}" : example(p));
            });
  }

  private static ObjectNode parameter(ArrayNode list, JsonNode parameter) {
    return list.addObject()
        .put("key", name(parameter))
        .put("description", parameter.path("description").asText());
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  private static String example(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    return schema
        .optional("example")
        .or(() -> schema.optional("default"))
        .or(() -> schema.path("enum").optional(0))
        .map(JsonNode::asText)
        .orElse("");
  }

  private void answers(ArrayNode saved, Operation operation) {
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(
            answer -> {
              JsonNode response = document.follow(answer.getValue());
              response
                  .path("content")
                  .properties()
                  .forEach(
                      media ->
                          document
                              .examples(media.getValue())
                              .forEach(
                                  example ->
                                      answer(
                                          saved.addObject(),
                                          answer.getKey(),
                                          response.path("description").asText(),
                                          media.getKey(),
                                          example)));
            });
  }

  private static void answer(
      ObjectNode saved, String status, String description, String media, JsonNode example) {
    saved.put("name", status + " " + description).put("code", Integer.parseInt(status));
    saved.putArray("header").addObject().put("key", "Content-Type").put("value", media);
    saved.put("body", example.isTextual() ? example.asText() : text(example));
  }

  private static String text(JsonNode example) {
    try {
      return JSON.writeValueAsString(example).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
