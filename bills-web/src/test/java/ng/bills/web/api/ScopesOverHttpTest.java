package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.partner.KeyScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated: what the document says about scopes is what happens, operation by operation. */
class ScopesOverHttpTest {

  private static final Set<String> SCOPES =
      Stream.of(KeyScope.values()).map(KeyScope::wireName).collect(Collectors.toSet());

  private final InProcessApi api = new InProcessApi();

  static Stream<DescribedApi.Operation> closed() {
    return DescribedApi.operations().stream().filter(operation -> !operation.open());
  }

  @ParameterizedTest
  @MethodSource("closed")
  void givenOperation_whenTheKeyHasEveryOtherScope_then403AndWithItsOwnNot(
      DescribedApi.Operation operation) {
    Set<String> others = new HashSet<>(SCOPES);
    others.add("partner");
    operation.scope().ifPresent(scope -> assertThat(others.remove(scope)).isTrue());
    api.roles = others;
    InProcessApi.Answer without = send(operation);
    if (operation.scope().isPresent()) {
      assertThat(without.status()).isEqualTo(403);
      assertThat(without.json().getString("code")).isEqualTo("FORBIDDEN");
    }

    api.roles = operation.scope().map(scope -> Set.of("partner", scope)).orElse(Set.of("partner"));
    assertThat(send(operation).status()).as("%s", operation).isNotEqualTo(403).isNotEqualTo(401);
  }

  private InProcessApi.Answer send(DescribedApi.Operation operation) {
    return api.send(
        operation.method(),
        operation.path().replaceAll("\\{[a-z_]+}", UUID.randomUUID().toString()),
        Optional.of(TestSystem.PARTNER),
        operation.takesBody() ? "{}".getBytes(StandardCharsets.UTF_8) : null,
        Map.of("Content-Type", "application/json"));
  }
}
