package ng.bills.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of the pages, kept as build output; with {@code -Dbills.docs.write=true} also those in
 * {@code docs/console/}.
 */
final class Gallery {

  private static final boolean WRITE_DOCUMENTS = Boolean.getBoolean("bills.docs.write");

  private Gallery() {}

  /** Keeps a picture as build output. */
  static void keep(Browser browser, String name) {
    write(directory("bills.gallery"), browser, name);
  }

  /** Keeps a picture that {@code docs/console.md} shows. */
  static void show(Browser browser, String name) {
    keep(browser, name);
    if (WRITE_DOCUMENTS) {
      write(directory("bills.docs").resolve("console"), browser, name);
    }
  }

  private static Path directory(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException(property + " is not set: run by ./mvnw verify");
    }
    return Path.of(value);
  }

  private static void write(Path directory, Browser browser, String name) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name + ".webp"), browser.picture());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
