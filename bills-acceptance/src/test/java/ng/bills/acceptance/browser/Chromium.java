package ng.bills.acceptance.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser and its driver as they are installed on this machine. Nothing is downloaded.
 *
 * @param browser the browser
 * @param driver what speaks WebDriver for it; of the same version
 */
record Chromium(Path browser, Path driver) {

  /** What a person can do about it. */
  static final String MISSING =
      "No Chromium with its driver is installed, so nothing is tested in a browser."
          + " On Debian or Ubuntu: apt-get install chromium chromium-driver. Elsewhere name both:"
          + " -Dbills.chromium=/path/to/chrome -Dbills.chromedriver=/path/to/chromedriver";

  /** The one on this machine, if both parts are there. */
  static Optional<Chromium> installed() {
    Optional<Path> driver = find("bills.chromedriver", "chromedriver");
    return find("bills.chromium", "chromium", "chromium-browser", "google-chrome")
        .flatMap(browser -> driver.map(d -> new Chromium(browser, d)));
  }

  private static Optional<Path> find(String property, String... names) {
    String named = System.getProperty(property);
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
