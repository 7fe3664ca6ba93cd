package ng.bills.web.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * An OpenAPI 3.1 document: its operations, where its references lead, and whether a value fits a
 * schema of it.
 */
final class ApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

  /** It warns of what is OpenAPI and not JSON Schema. */
  private static final Logger KEYWORDS =
      Logger.getLogger("com.networknt.schema.keyword.UnknownKeywordFactory");

  static {
    KEYWORDS.setLevel(Level.SEVERE);
  }

  private final ObjectNode root;

  /**
   * One operation, or one webhook.
   *
   * @param name as in {@code POST /bills/pay}, or the name of the webhook
   * @param webhook whether we call and the partner answers
   * @param parameters its own and those of its path, references followed
   */
  record Operation(String name, boolean webhook, JsonNode node, List<JsonNode> parameters) {

    boolean takesBody() {
      return node.has("requestBody");
    }

    Stream<JsonNode> parametersIn(String place) {
      return parameters.stream().filter(p -> place.equals(p.path("in").asText()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private ApiDocument(ObjectNode root) {
    this.root = root;
  }

  /** The document that is served. */
  static ApiDocument served() {
    try (InputStream in = DocsServlet.class.getResourceAsStream("openapi.yaml")) {
      return of(yaml().load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiDocument in(Path file) {
    try {
      return of(yaml().load(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small one for a test of its own. */
  static ApiDocument text(String yaml) {
    return of(yaml().load(yaml));
  }

  /** A name that stands twice, as after a merge, would hide the first one. */
  private static Yaml yaml() {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    return new Yaml(strict);
  }

  private static ApiDocument of(Object loaded) {
    return new ApiDocument(JSON.valueToTree(loaded));
  }

  ApiDocument copy() {
    return new ApiDocument(root.deepCopy());
  }

  ObjectNode root() {
    return root;
  }

  /** At a JSON pointer, with {@code ~1} for a slash in a name; missing when there is nothing. */
  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** The node itself, or what its reference leads to. */
  JsonNode follow(JsonNode node) {
    JsonNode reached = node;
    for (int steps = 0; reached.path("$ref").isTextual(); steps++) {
      String reference = reached.path("$ref").asText();
      reached = reference.startsWith("#/") && steps < 20 ? at(reference.substring(1)) : at("/none");
    }
    return reached;
  }

  List<Operation> operations() {
    return Stream.concat(operations("paths").stream(), operations("webhooks").stream()).toList();
  }

  private List<Operation> operations(String part) {
    List<Operation> all = new ArrayList<>();
    root.path(part)
        .properties()
        .forEach(
            item ->
                item.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (VERBS.contains(entry.getKey())) {
                            boolean webhook = part.equals("webhooks");
                            String name =
                                webhook
                                    ? "webhook " + item.getKey()
                                    : entry.getKey().toUpperCase(Locale.ROOT) + " " + item.getKey();
                            all.add(
                                new Operation(
                                    name,
                                    webhook,
                                    entry.getValue(),
                                    parameters(item.getValue(), entry.getValue())));
                          }
                        }));
    return all;
  }

  private List<JsonNode> parameters(JsonNode item, JsonNode operation) {
    return Stream.of(item, operation)
        .flatMap(of -> of.path("parameters").valueStream())
        .map(this::follow)
        .toList();
  }

  /** Its own, or the document's; empty when no key is needed. */
  List<JsonNode> security(Operation operation) {
    JsonNode own = operation.node().path("security");
    return (own.isMissingNode() ? root.path("security") : own).valueStream().toList();
  }

  /** What the values of a media type are shown by. */
  List<JsonNode> examples(JsonNode mediaType) {
    Optional<JsonNode> single = mediaType.optional("example");
    return Stream.concat(
            single.stream(),
            mediaType.path("examples").valueStream().map(e -> follow(e).path("value")))
        .toList();
  }

  /**
   * What is wrong with a value, in words; empty when it fits. A member that the schema does not
   * describe is wrong too, at any depth, whether or not the schema says so.
   */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    ObjectNode schemas = root.path("components").path("schemas").deepCopy();
    schemas.forEach(this::closeMembers);
    whole.putObject("components").set("schemas", schemas);
    JsonNode own = schema.deepCopy();
    closeMembers(own);
    whole.putArray("allOf").add(close(own));
    return faultsBy(whole, value);
  }

  /** As {@link #faults(JsonNode, JsonNode)}, by a schema's name, of an answer as it was sent. */
  List<String> faults(String schema, String answer) {
    ObjectNode reference = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    try {
      return faults(reference, JSON.readTree(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members, items and further members of a schema, closed. */
  private void closeMembers(JsonNode schema) {
    schema.path("properties").properties().forEach(p -> p.setValue(closed(p.getValue())));
    for (String key : List.of("items", "additionalProperties")) {
      if (schema.path(key).isObject()) {
        ((ObjectNode) schema).set(key, closed(schema.get(key)));
      }
    }
    schema.path("allOf").forEach(this::closeMembers);
  }

  private JsonNode closed(JsonNode schema) {
    closeMembers(schema);
    return close(schema);
  }

  private JsonNode close(JsonNode schema) {
    JsonNode meant = follow(schema);
    boolean says = meant.has("properties") || meant.has("allOf");
    if (says && !meant.has("additionalProperties") && schema instanceof ObjectNode object) {
      object.put("unevaluatedProperties", false);
    }
    return schema;
  }

  /** What is wrong with this document as the schema of OpenAPI 3.1 sees it. */
  List<String> faultsBySpecification() {
    try (InputStream in = ApiDocument.class.getResourceAsStream("openapi-3.1-schema.json")) {
      return faultsBy(JSON.readTree(in), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> faultsBy(JsonNode schema, JsonNode value) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
