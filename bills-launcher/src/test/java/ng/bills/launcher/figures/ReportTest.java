package ng.bills.launcher.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static List<BigDecimal> upTo(long last) {
    return LongStream.rangeClosed(1, last).mapToObj(BigDecimal::valueOf).toList();
  }

  @Test
  void givenSortedValues_whenPercentilesAreAsked_thenTheOnesAbove() {
    assertThat(Report.percentile(upTo(200), 50)).isEqualTo(BigDecimal.valueOf(101));
    assertThat(Report.percentile(upTo(200), 99)).isEqualTo(BigDecimal.valueOf(199));
    assertThat(Report.percentile(upTo(200), 100)).isEqualTo(BigDecimal.valueOf(200));
    assertThat(Report.percentile(upTo(1), 50)).isEqualTo(BigDecimal.ONE);
    assertThatThrownBy(() -> Report.percentile(List.of(), 50))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenFigures_whenPrintedAndWritten_thenTableAndJsonHaveThem(@TempDir Path directory)
      throws Exception {
    Report report = new Report();
    report.add("throughput.ratio", "ratio", new BigDecimal("0.107"), "", "");
    report.add("claims.per_second", "claims per second", 45_900, "/s", "in batches of 50");

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Path file = directory.resolve("target/figures.json");
    report.write(file);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("ratio +0\\.107\n")
        .containsPattern("claims per second +45900 /s \\(in batches of 50\\)\n");
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      JsonObject claims = reader.readObject().getJsonArray("figures").getJsonObject(1);
      assertThat(claims.getString("key")).isEqualTo("claims.per_second");
      assertThat(claims.getInt("value")).isEqualTo(45_900);
      assertThat(claims.getString("unit")).isEqualTo("/s");
    }
    assertThat(report.value("throughput.ratio")).contains(new BigDecimal("0.107"));
  }
}
