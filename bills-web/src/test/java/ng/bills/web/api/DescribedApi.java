package ng.bills.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The operations that the OpenAPI document describes, for tests that walk all of them. */
final class DescribedApi {

  /**
   * One operation.
   *
   * @param method in capitals
   * @param path with its parameters in braces
   * @param scope the scope that a key needs; empty when any key will do
   * @param open whether no key is needed
   * @param queryParameters their names
   * @param example of the body, where there is one
   */
  record Operation(
      String method,
      String path,
      Optional<String> scope,
      boolean open,
      List<String> queryParameters,
      Optional<Map<String, Object>> example) {

    boolean takesBody() {
      return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private DescribedApi() {}

  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(document().get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (verb, operation) -> {
                          if (!verb.equals("parameters")) {
                            operations.add(operation(verb, path, map(operation)));
                          }
                        }));
    return operations;
  }

  private static Operation operation(String verb, String path, Map<String, Object> described) {
    boolean open = described.get("security") instanceof List<?> list && list.isEmpty();
    Optional<String> scope =
        list(described.get("security"))
            .flatMap(alternative -> list(map(alternative).get("apiKey")))
            .map(String::valueOf)
            .findFirst();
    List<String> query =
        list(described.get("parameters"))
            .map(DescribedApi::map)
            .filter(parameter -> "query".equals(parameter.get("in")))
            .map(parameter -> String.valueOf(parameter.get("name")))
            .toList();
    Optional<Map<String, Object>> example =
        Optional.ofNullable(described.get("requestBody"))
            .map(body -> map(map(map(body).get("content")).get("application/json")).get("example"))
            .map(DescribedApi::map);
    return new Operation(verb.toUpperCase(Locale.ROOT), path, scope, open, query, example);
  }

  private static Map<String, Object> document() {
    try (InputStream in = VersionedApi.class.getResourceAsStream("docs/openapi.yaml")) {
      return new Yaml().load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  private static Stream<?> list(Object node) {
    return node instanceof List<?> list ? list.stream() : Stream.empty();
  }
}
