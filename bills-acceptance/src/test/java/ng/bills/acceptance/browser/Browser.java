package ng.bills.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * One headless browser for all test classes, started when the first one needs it. A person at it:
 * opens addresses, finds things by CSS selector, types and clicks, and waits for what must come.
 */
final class Browser {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Outlives the page, so that a violation just before a navigation is counted too. */
  private static final String WATCH_POLICY =
      """
document.addEventListener('securitypolicyviolation', function (e) {
  var seen = sessionStorage.getItem('policyViolations') || '';
  sessionStorage.setItem('policyViolations',
    seen + e.violatedDirective + ' ' + e.blockedURI + ' ' + (e.sample || '') + ' at ' + location.pathname + '\\n');
});""";

  private static final String QUIET =
      "return document.readyState === 'complete'"
          + " && (!window.PrimeFaces || PrimeFaces.ajax.Queue.isEmpty())"
          + " && (!window.jQuery || jQuery.active === 0)"
          // a form that was sent has had no answer yet (bills.js)
          + " && !document.querySelector('form[data-sent]')"
          // an element is about to be replaced while its transition runs
          + " && document.getAnimations().every(function (a) { return a.playState !== 'running'"
          + " || a.effect.getComputedTiming().iterations === Infinity; })";

  private static Browser current;

  private final ChromeDriver driver;
  private URI origin = URI.create("http://127.0.0.1/");
  private int[] window = {};
  private String media = "light";

  private Browser(Chromium chromium) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.browser().toFile());
    options.addArguments(
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB",
        "--user-data-dir=" + emptyDirectory());
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox"); // Chromium refuses to start as root otherwise
    }
    LoggingPreferences log = new LoggingPreferences();
    log.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", log);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().toFile())
                .usingAnyFreePort()
                .build(),
            options);
    driver.executeCdpCommand(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_POLICY));
    wide();
  }

  private static Path emptyDirectory() {
    try {
      return Files.createTempDirectory("bills-chromium");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The browser; started at the first call, ended with the JVM. */
  static synchronized Browser get() {
    if (current == null) {
      Browser started =
          new Browser(Chromium.installed().orElseThrow(() -> new AssertionError(Chromium.MISSING)));
      Runtime.getRuntime().addShutdownHook(new Thread(started.driver::quit, "end Chromium"));
      current = started;
    }
    return current;
  }

  /** Nobody is signed in, nothing is remembered, and the window is wide and light again. */
  Browser fresh(URI server) {
    origin = server;
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", "" + origin, "storageTypes", "all"));
    logged();
    connected(true).scripts(true).media("light");
    return wide();
  }

  /** Those of our server, also what scripts cannot read. */
  List<Map<String, Object>> cookies() {
    Object all =
        driver
            .executeCdpCommand("Network.getCookies", Map.of("urls", List.of("" + origin)))
            .get("cookies");
    List<Map<String, Object>> kept = new ArrayList<>();
    for (Object one : (List<?>) all) {
      Map<?, ?> cookie = (Map<?, ?>) one;
      kept.add(
          Map.of(
              "name", cookie.get("name"),
              "value", cookie.get("value"),
              "url", "" + origin,
              "path", "/",
              "secure", cookie.get("secure"),
              "httpOnly", cookie.get("httpOnly"),
              "sameSite", "Lax"));
    }
    return kept;
  }

  /** These instead of those that are there. */
  Browser takeCookies(List<Map<String, Object>> cookies) {
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    cookies.forEach(cookie -> driver.executeCdpCommand("Network.setCookie", cookie));
    return this;
  }

  /** A desktop's window. */
  Browser wide() {
    return size(1280, 900, false);
  }

  /** The narrowest phone. */
  Browser phone() {
    return size(360, 740, true);
  }

  /** As one page, looked at on the narrowest phone in dark colours, and then as it was before. */
  <T> T onADarkPhone(Supplier<T> look) {
    int[] before = window.clone();
    String scheme = media;
    phone().media("dark");
    try {
      return look.get();
    } finally {
      size(before[0], before[1], before[2] == 1).media(scheme);
    }
  }

  /** Whether there is a network. */
  Browser connected(boolean yes) {
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", !yes, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    return this;
  }

  /** Whether pages may run scripts; ours as a test still can. */
  Browser scripts(boolean on) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    return this;
  }

  /** What was copied. */
  String clipboard() {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of(
            "origin",
            ("" + origin).replaceAll("/$", ""),
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return String.valueOf(
        runLong(
            "var done = arguments[0]; navigator.clipboard.readText().then(done, function (e) {"
                + " done('' + e); });"));
  }

  /** Cookies that a neighbouring host could set, scripts read or other sites have sent. */
  List<String> looseCookies() {
    Object all =
        driver
            .executeCdpCommand("Network.getCookies", Map.of("urls", List.of("" + origin)))
            .get("cookies");
    List<String> loose = new ArrayList<>();
    for (Object one : (List<?>) all) {
      Map<?, ?> cookie = (Map<?, ?>) one;
      if (!String.valueOf(cookie.get("name")).startsWith("__Host-")
          || !Boolean.TRUE.equals(cookie.get("secure"))
          || !Boolean.TRUE.equals(cookie.get("httpOnly"))
          || !"/".equals(cookie.get("path"))
          || !List.of("Lax", "Strict").contains(String.valueOf(cookie.get("sameSite")))) {
        loose.add("cookie " + cookie.get("name"));
      }
    }
    return loose;
  }

  /** Forgets a cookie. */
  Browser forget(String cookie) {
    driver.executeCdpCommand("Network.deleteCookies", Map.of("name", cookie, "url", "" + origin));
    return this;
  }

  /** Presses keys, wherever the focus is, and waits for what comes of it. */
  Browser press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return settled();
  }

  private Browser size(int width, int height, boolean mobile) {
    window = new int[] {width, height, mobile ? 1 : 0};
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    return this;
  }

  /** As if the customer's device preferred {@code light} or {@code dark}. */
  Browser media(String scheme) {
    media = scheme;
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    return this;
  }

  /** Opens an address of the system, and waits until the page is there. */
  Browser open(String path) {
    driver.get(origin.resolve(path).toString());
    return settled();
  }

  /** Waits until the page is whole and answers no question of its own any more. */
  Browser settled() {
    await("the page is settled", b -> Boolean.TRUE.equals(b.run(QUIET)));
    return this;
  }

  /** Runs a script in the page. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument when it is done. */
  Object runLong(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    return driver.executeAsyncScript(script, arguments);
  }

  /** The first element, once it is there and can be seen. */
  WebElement see(String css) {
    await(css + " can be seen", b -> b.find(css).stream().anyMatch(WebElement::isDisplayed));
    return find(css).stream().filter(WebElement::isDisplayed).findFirst().orElseThrow();
  }

  List<WebElement> find(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  boolean has(String css) {
    return !find(css).isEmpty();
  }

  /** Clicks, and waits for what comes of it. */
  Browser click(String css) {
    onLive(
        css,
        element -> {
          run("arguments[0].scrollIntoView({block: 'center'})", element);
          element.click();
        });
    return settled();
  }

  /** Clicks the button or link with those words. */
  Browser clickText(String words) {
    String xpath =
        "//*[self::a or self::button or self::summary][normalize-space(.)='" + words + "']";
    await("\"" + words + "\" can be seen", b -> b.shown(By.xpath(xpath)));
    WebElement element =
        driver.findElements(By.xpath(xpath)).stream()
            .filter(WebElement::isDisplayed)
            .findFirst()
            .orElseThrow();
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
    return settled();
  }

  private boolean shown(By by) {
    return driver.findElements(by).stream().anyMatch(WebElement::isDisplayed);
  }

  /** Writes into a field instead of what was in it. */
  Browser type(String css, String text) {
    onLive(
        css,
        element -> {
          element.clear();
          element.sendKeys(text);
        });
    return this;
  }

  /** Chooses by the value of the option, as somebody with a keyboard does. */
  Browser choose(String css, String value) {
    onLive(
        css,
        element ->
            run(
                "arguments[0].value = arguments[1];"
                    + "arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
                    + "arguments[0].dispatchEvent(new Event('change', {bubbles: true}));",
                element,
                value));
    return settled();
  }

  private interface Act {
    void on(WebElement element);
  }

  /** A live update may replace an element between finding and using it. */
  private void onLive(String css, Act act) {
    for (int tries = 0; ; tries++) {
      try {
        act.on(see(css));
        return;
      } catch (StaleElementReferenceException e) {
        if (tries == 3) {
          throw e;
        }
      }
    }
  }

  /** What can be read on the page. */
  String text() {
    return text("body");
  }

  /** What can be read in the first such element. */
  String text(String css) {
    return String.valueOf(
        run("var e = document.querySelector(arguments[0]); return e ? e.innerText : ''", css));
  }

  /** Waits until those words can be read on the page. */
  Browser awaitText(String words) {
    await("\"" + words + "\" on " + path(), b -> b.text().contains(words));
    return this;
  }

  /** Waits for a condition, and says what the page shows when it does not come. */
  void await(String what, Function<Browser, Boolean> condition) {
    ng.bills.acceptance.BillsSystem.await(
        what,
        PATIENCE,
        () -> {
          try {
            return condition.apply(this);
          } catch (StaleElementReferenceException | NoSuchElementException e) {
            return false; // the page is changing
          }
        },
        () -> path() + "\n" + text());
  }

  String title() {
    return driver.getTitle();
  }

  /** Path and query of the page. */
  String path() {
    URI uri = URI.create(driver.getCurrentUrl());
    return uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** What the policy for content has refused since the last call. */
  List<String> policyViolations() {
    Object seen =
        run(
            "var v = sessionStorage.getItem('policyViolations') || '';"
                + " sessionStorage.removeItem('policyViolations'); return v");
    return String.valueOf(seen).lines().toList();
  }

  /** What the browser complained about since the last call. */
  List<String> logged() {
    List<String> lines = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        lines.add(entry.getLevel() + " " + entry.getMessage());
      }
    }
    return lines;
  }

  /** A picture of the window, WebP. */
  byte[] picture() {
    try {
      Object data =
          driver
              .executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 70))
              .get("data");
      return Base64.getDecoder().decode(String.valueOf(data));
    } catch (WebDriverException e) {
      throw new IllegalStateException("no picture of " + path(), e);
    }
  }
}
