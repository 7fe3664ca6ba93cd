package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ng.bills.acceptance.NodeRuntime.Ended;
import org.junit.jupiter.api.Test;

/** The published example and the generated client, compiled with every check and run. */
class TypeScriptIT extends AcceptanceTest {

  private static final Duration AT_MOST = Duration.ofSeconds(120);

  private final NodeRuntime node = NodeRuntime.get();

  private static Path repository() {
    return Path.of(BillsSystem.property("bills.deploy")).toAbsolutePath().normalize().getParent();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
  }

  private Ended compiledAndRun(Path place, String program, Map<String, String> environment) {
    Ended compiled = node.compile(place);
    assertThat(compiled.output()).isEmpty();
    assertThat(compiled.code()).isZero();
    return node.run(place, AT_MOST, environment, "out/" + program);
  }

  @Test
  void givenThePublishedExample_whenRun_thenItGetsFromKeyToToken() throws IOException {
    Path place = node.workplace("first-token");
    copy(repository().resolve("examples/typescript"), place);
    Map<String, String> environment = new HashMap<>(system().environment());
    environment.put("BILLS_URL", system().uri("").toString());
    environment.put("BILLS_SANDBOX_URL", system().sandbox().hubUrl());
    environment.put("BILLS_WAR", BillsSystem.war().toAbsolutePath().toString());
    environment.put("BILLS_REPOSITORY", repository().toString());

    Ended ended = compiledAndRun(place, "first-token.js", environment);

    assertThat(ended.code()).as(ended.output()).isZero();
    List<String> lines = ended.output().lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0)).matches("key +bk_test_\\w{4}… works");
    assertThat(lines.get(1)).matches("endpoint +http://127\\.0\\.0\\.1:\\d+/bills will be told");
    assertThat(lines.get(2)).matches("meter +450\\*+003 is good");
    assertThat(lines.get(3)).matches("payment +[0-9A-Z]{16}[0-9A-Z*~$=] waits for 1030\\.00 cNGN");
    assertThat(lines.get(4)).matches("customer +has paid");
    assertThat(lines.get(5))
        .matches("webhook +bill\\.payment\\.completed, signature good; a changed body is refused");
    assertThat(lines.get(6)).matches("token +\\d{4}-\\*{4}-\\*{4}-\\*{4}-\\d{4} for [\\d.]+ kWh");
    assertThat(lines.get(7)).matches("endpoint +deleted");
  }

  @Test
  void givenTheGeneratedClient_whenABillIsBought_thenItReadsEveryAnswer() throws IOException {
    Path place = node.workplace("client");
    copy(repository().resolve("bills-acceptance/src/test/typescript"), place);
    copy(
        Path.of(BillsSystem.property("bills.clients"), "typescript", "src"),
        place.resolve("client"));
    String meter = "45061234500";
    system().sandbox().vtpass().register(meter);

    Ended ended =
        compiledAndRun(
            place,
            "client.js",
            Map.of(
                "BILLS_URL", system().uri("").toString(),
                "BILLS_SANDBOX_URL", system().sandbox().hubUrl(),
                "BILLS_API_KEY", system().newApiKey("TypeScript client"),
                "METER", meter,
                "REFERENCE", UUID.randomUUID().toString()));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output().lines())
        .containsExactly(
            "types true",
            "valid true 450****500",
            "requested 1530 true true",
            "customer true",
            "status completed true",
            "story {\"gift\":\"true\",\"shop\":\"seven\",\"till\":\"3\"}",
            "history true",
            "qr 410",
            "endpoint 400 VALIDATION_FAILED ADDRESS_REFUSED",
            "endpoints 0");
  }
}
