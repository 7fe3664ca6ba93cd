package ng.bills.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text stands in both languages, with the same places to fill, and every text used is there.
 */
class TextsTest {

  private static final Path TEXTS = Path.of("src/main/resources/ng/bills/web/text");
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  /** A text by its whole key, or ({@code .concat}, {@code +=}) by how its key begins. */
  private static final Pattern USE = Pattern.compile("(\\w*[tT]ext)\\['([^']+)'(\\.concat| \\+=)?");

  /** Words that are the same in Hausa. */
  private static final Set<String> SHARED =
      Set.of("Token", "SMS", "webhook", "data", "Data", "{0} kWh", "PIN");

  private static final Pattern REMOVED =
      Pattern.compile("(?s)<ui:remove>.*?</ui:remove>|<!--.*?-->");
  private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
  private static final Pattern READ =
      Pattern.compile("(?<=>)[^<>]*(?=<)|(?:aria-label|alt|title|placeholder)=\"[^\"]*\"");
  private static final Pattern NAME = Pattern.compile("(?:aria-)?\\w+=\"");

  /** Our name, the names of languages in themselves, and the sign of seconds. */
  private static final Pattern NO_SENTENCE =
      Pattern.compile("(?:Bills|English|Hausa|\\bs\\b|[^\\p{L}])*");

  static Stream<Path> english() throws IOException {
    try (Stream<Path> files = Files.list(TEXTS)) {
      return files.filter(file -> !file.toString().contains("_")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("english")
  void givenText_whenLookedForInHausa_thenThereWithTheSamePlaces(Path file) throws IOException {
    Properties english = read(file);
    Properties hausa =
        read(file.resolveSibling(file.getFileName().toString().replace(".", "_ha.")));
    assertThat(new TreeSet<>(hausa.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    english.forEach(
        (key, text) -> {
          String other = hausa.getProperty(key.toString());
          assertThat(other).as(key.toString()).isNotBlank();
          assertThat(places(other)).as(key.toString()).isEqualTo(places(text.toString()));
          if (!places(other).isEmpty() && !file.toString().contains("FacesMessages")) {
            // a single ' would swallow the place that follows it
            assertThat(
                    new MessageFormat(other, Locale.ENGLISH)
                        .format((Object[]) "s t u v w x y z".split(" ")))
                .as(key.toString())
                .doesNotContain("{");
          }
        });
  }

  @Test
  void givenPages_whenTheyUseTexts_thenTheyAreThere() throws IOException {
    TreeMap<String, Properties> bundles = new TreeMap<>();
    bundles.put("text", read(TEXTS.resolve("Common.properties")));
    bundles.put("staffText", read(TEXTS.resolve("Staff.properties")));
    bundles.put("consoleText", read(TEXTS.resolve("Console.properties")));
    bundles.put("payText", read(TEXTS.resolve("Pay.properties")));
    bundles.put("deskText", read(TEXTS.resolve("Desk.properties")));
    bundles.put("insightText", read(TEXTS.resolve("Insight.properties")));
    bundles.put("liveText", read(TEXTS.resolve("Live.properties")));
    List<String> missing = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PAGES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xhtml")).toList()) {
        Matcher use = USE.matcher(Files.readString(file));
        while (use.find()) {
          String key = use.group(2);
          boolean there =
              use.group(3) == null
                  ? bundles.get(use.group(1)).containsKey(key)
                  : bundles.get(use.group(1)).keySet().stream()
                      .anyMatch(k -> k.toString().startsWith(key));
          if (!there) {
            missing.add(file.getFileName() + ": " + use.group(1) + " " + key);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("english")
  void givenText_whenReadInHausa_thenItIsNotTheEnglishOne(Path file) throws IOException {
    Properties hausa =
        read(file.resolveSibling(file.getFileName().toString().replace(".", "_ha.")));
    read(file)
        .forEach(
            (key, text) -> {
              if (!SHARED.contains(text)) {
                assertThat(hausa.getProperty(key.toString())).as("" + key).isNotEqualTo(text);
              }
            });
  }

  @Test
  void givenPages_whenRead_thenNoSentenceStandsInThemThatCannotBeTranslated() throws IOException {
    List<String> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PAGES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xhtml")).toList()) {
        String page = REMOVED.matcher(Files.readString(file)).replaceAll("");
        Matcher read = READ.matcher(EXPRESSION.matcher(page).replaceAll(""));
        while (read.find()) {
          String words = NAME.matcher(read.group()).replaceFirst("");
          if (!NO_SENTENCE.matcher(words).matches()) {
            sentences.add(file.getFileName() + ": " + words.strip());
          }
        }
      }
    }
    assertThat(sentences).isEmpty();
  }

  private static TreeSet<String> places(String text) {
    Matcher place = PLACE.matcher(text);
    TreeSet<String> found = new TreeSet<>();
    while (place.find()) {
      found.add(place.group());
    }
    return found;
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
