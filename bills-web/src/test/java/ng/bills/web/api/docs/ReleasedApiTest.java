package ng.bills.web.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The served document against the one of the last release: whatever may break a partner's program
 * is declared in {@code docs/api/breaking-changes.md}, with a reason, or the build fails.
 */
class ReleasedApiTest {

  private static final String RELEASE = "bills.api.release";
  private static final String COMMAND =
      "./mvnw -pl bills-web -am test -Dtest=ReleasedApiTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + RELEASE
          + "=true";

  private static final Path DIRECTORY = Path.of("..", "docs", "api").toAbsolutePath().normalize();
  private static final Path RELEASED = DIRECTORY.resolve("released-openapi.yaml");
  private static final Path DECLARED = DIRECTORY.resolve("breaking-changes.md");
  private static final String ENTRY = "- `";

  @Test
  void givenTheLastRelease_whenTheServedDocumentBreaksIt_thenEachBreakIsDeclared()
      throws IOException {
    if (Boolean.getBoolean(RELEASE)) {
      release();
    }
    List<String> breaking = ApiChanges.breaking(ApiDocument.in(RELEASED), ApiDocument.served());
    List<String> declared = declared();

    List<String> undeclared = new ArrayList<>(breaking);
    undeclared.removeAll(declared);
    assertThat(undeclared)
        .as(
            "The API of the last release (docs/api/released-openapi.yaml) is broken. Keep it as it"
                + " was, or declare each change by a line in docs/api/breaking-changes.md, with"
                + " what partners have to do:%n%s",
            undeclared.stream()
                .map(change -> ENTRY + change + "`: WHAT PARTNERS DO")
                .collect(Collectors.joining("\n")))
        .isEmpty();
    declared.removeAll(breaking);
    assertThat(declared)
        .as("declared in docs/api/breaking-changes.md, but nothing is broken so: take it out")
        .isEmpty();
  }

  /** Lines such as {@code - `POST /bills/pay: …`: send … instead}. */
  private static List<String> declared() throws IOException {
    List<String> changes = new ArrayList<>();
    for (String line : Files.readAllLines(DECLARED)) {
      int end = line.lastIndexOf("`: ");
      if (line.startsWith(ENTRY)) {
        assertThat(end > 0 && end + 3 < line.length())
            .as("docs/api/breaking-changes.md: say after the change what partners do: %s", line)
            .isTrue();
        changes.add(line.substring(ENTRY.length(), end));
      }
    }
    return changes;
  }

  /** A release: what is served is what partners build on from now on. */
  private static void release() throws IOException {
    Files.createDirectories(DIRECTORY);
    try (var in = DocsServlet.class.getResourceAsStream("openapi.yaml")) {
      Files.write(RELEASED, in.readAllBytes());
    }
    Files.write(
        DECLARED,
        """
        # Breaking changes of the API

        What may break a partner's program since the last release, `released-openapi.yaml`. The build fails for each one that is not here
        (`ReleasedApiTest` says the line to write), and for each that is here and does not happen. A line is

            - `the change, as the test says it`: what partners have to do

        A release copies the document and empties this list:
        `%s`

        ## Since the last release
        """
            .formatted(COMMAND)
            .getBytes(StandardCharsets.UTF_8));
  }
}
