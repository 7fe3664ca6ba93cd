package ng.bills.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds in a server's log the one line that says why the application did not start. */
final class StartupLog {
  /** How the application's own check of its settings begins its line. */
  static final String MARKER = "Bills cannot start: ";

  private static final List<String> FAILURES =
      List.of(
          MARKER,
          "Exception while preparing the app",
          "Exception while deploying",
          "Exception while loading the app",
          "Error deploying",
          "Failed to deploy");

  private StartupLog() {}

  static boolean deploymentFailed(Path log) {
    return lines(log).stream().anyMatch(line -> FAILURES.stream().anyMatch(line::contains));
  }

  static String reason(Path log, String otherwise) {
    List<String> lines = lines(log);
    for (String line : lines) {
      int at = line.indexOf(MARKER);
      if (at >= 0) {
        return line.substring(at).strip();
      }
    }
    for (String line : lines) {
      if (FAILURES.stream().anyMatch(line::contains)) {
        return otherwise + ": " + line.strip() + " (see " + log + ")";
      }
    }
    return otherwise + "; see " + log;
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }
}
