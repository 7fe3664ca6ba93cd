package ng.bills.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds in a server's log the one line that says why the application did not start. */
final class StartupLog {
  /** How the application's own check of its settings begins its line. */
  static final String MARKER = "Bills cannot start: ";

  private static final int LONGEST_LINE = 400;

  private static final List<String> FAILURES =
      List.of(
          MARKER,
          "Exception while preparing the app",
          "Exception while loading the app",
          "Exception while deploying",
          "Error deploying",
          "Failed to deploy");

  /**
   * {@code [time] [] [level] [] [logger] [tid: …] [timeMillis: …] [levelValue: …]} before the
   * message.
   */
  private static final Pattern PREFIX = Pattern.compile("^\\[.*\\[levelValue: \\d+\\]\\s*");

  private StartupLog() {}

  static boolean deploymentFailed(Path log) {
    return lines(log).stream().anyMatch(StartupLog::isFailure);
  }

  static String reason(Path log, String otherwise) {
    List<String> lines = lines(log);
    Optional<String> named = lines.stream().filter(line -> line.contains(MARKER)).findFirst();
    if (named.isPresent()) {
      return named.get().substring(named.get().indexOf(MARKER)).strip();
    }
    List<String> failures =
        lines.stream()
            .filter(StartupLog::isFailure)
            .map(line -> PREFIX.matcher(line).replaceFirst(""))
            .toList();
    // the server says the same several times, at last with the cause
    return failures.stream()
        .filter(line -> line.contains(" : "))
        .findFirst()
        .or(() -> failures.stream().findFirst())
        .map(line -> otherwise + ": " + shortened(line) + " (see " + log + ")")
        .orElse(otherwise + "; see " + log);
  }

  private static boolean isFailure(String line) {
    return FAILURES.stream().anyMatch(line::contains);
  }

  private static String shortened(String line) {
    String text = line.strip();
    return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }
}
