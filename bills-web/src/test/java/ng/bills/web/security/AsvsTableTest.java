package ng.bills.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of ASVS is whole, and what it names is there. */
class AsvsTableTest {

  private static final Path ROOT = Path.of("..");
  private static final Path TABLE = ROOT.resolve("docs/security/asvs.md");
  private static final Pattern ROW =
      Pattern.compile("\\| (V[0-9.]+) \\| ([12]) \\| ([^|]+) \\| ([^|]+) \\|([^|]*)\\|");
  private static final Set<String> VERDICTS = Set.of("met", "not met", "operator", "n/a");

  private record Row(String id, String level, String verdict, String how, List<String> tests) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (!line.startsWith("| V")) {
        continue;
      }
      Matcher row = ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      List<String> tests = new ArrayList<>();
      Matcher test = Pattern.compile("`(\\w+)`").matcher(row.group(5));
      while (test.find()) {
        tests.add(test.group(1));
      }
      assertThat(row.group(5).isBlank()).as(line).isEqualTo(tests.isEmpty());
      rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4).strip(), tests));
    }
    return rows;
  }

  /** The ids of levels 1 and 2 of version 5.0.0, in its order; taken from the CSV of OWASP. */
  private static List<String> wanted() throws IOException {
    try (var in = AsvsTableTest.class.getResourceAsStream("asvs-5.0.0-ids.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void givenEveryRequirementOfLevels1And2_whenLookedUp_thenItIsThereOnceInOrder()
      throws IOException {
    assertThat(rows().stream().map(row -> row.id() + " " + row.level()).toList())
        .isEqualTo(wanted())
        .hasSize(253);
  }

  @Test
  void givenRow_whenRead_thenItHasAKnownVerdictAndSaysWhy() throws IOException {
    for (Row row : rows()) {
      assertThat(VERDICTS).as(row.id()).contains(row.verdict());
      assertThat(row.how()).as(row.id()).hasSizeGreaterThan(5);
    }
    Map<String, Long> sums =
        rows().stream()
            .collect(Collectors.groupingBy(Row::verdict, TreeMap::new, Collectors.counting()));
    assertThat(Files.readString(TABLE))
        .contains(
            "Sums: met %d, not met %d, operator %d, n/a %d; 253 requirements."
                .formatted(
                    sums.get("met"), sums.get("not met"), sums.get("operator"), sums.get("n/a")));
  }

  @Test
  void givenNamedTest_whenLookedFor_thenThereIsSuchAClass() throws IOException {
    Set<String> classes;
    try (Stream<Path> modules = Files.list(ROOT)) {
      classes =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .flatMap(AsvsTableTest::classesIn)
              .collect(Collectors.toSet());
    }
    for (Row row : rows()) {
      assertThat(classes).as(row.id()).containsAll(row.tests());
    }
  }

  @Test
  void givenPagesTheTablePointsAt_whenFollowed_thenTheyAndTheirHeadingsAreThere()
      throws IOException {
    Matcher link =
        Pattern.compile("\\]\\(([^)#]+)(?:#([^)]+))?\\)").matcher(Files.readString(TABLE));
    while (link.find()) {
      if (link.group(1).startsWith("https:")) {
        continue;
      }
      Path page = TABLE.resolveSibling(link.group(1));
      assertThat(page).exists();
      if (link.group(2) != null) {
        assertThat(
                Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-')))
            .as(link.group())
            .contains(link.group(2));
      }
    }
  }

  private static Stream<String> classesIn(Path tests) {
    try (Stream<Path> files = Files.walk(tests)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - 5))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
