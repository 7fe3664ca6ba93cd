package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds on every page: no rule of axe is broken, nothing was refused by the policy for
 * content, the browser complains about nothing, there is one heading and a title, nothing is wider
 * than the window or a phone, contrast is enough in dark colours too, what is touched is large
 * enough, and every cookie is bound to this host.
 */
final class PageRules {

  private static final String AXE = axe();

  private static final String RUN_AXE = run("{resultTypes: ['violations']}");

  /** What depends on colours and width; sizes of targets are WCAG 2.2, which axe leaves out. */
  private static final String RUN_SOME_OF_AXE =
      run(
          "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast',"
              + " 'target-size', 'scrollable-region-focusable']}}");

  private static String run(String options) {
    return "var done = arguments[arguments.length - 1];axe.run(document, "
        + options
        + ").then(  function (r) { done(r.violations.map(function (v) {    return v.id + ' (' +"
        + " v.impact + ') ' + v.help + ': ' + v.nodes.slice(0, 5).map(function (n) {      return"
        + " n.target.join(' ') + ' ' + n.any.concat(n.all, n.none).map(function (c) { return"
        + " c.message }).slice(0, 2).join('; ');    }).join(' | '); })); },  function (e) {"
        + " done(['axe failed: ' + e]); });";
  }

  private static final String TOO_WIDE =
      "var w = document.documentElement.clientWidth; return document.documentElement.scrollWidth >"
          + " w + 1 ? Array.from(document.querySelectorAll('body *')).filter(function (e) {    "
          + " return e.getBoundingClientRect().right > w + 1; }).slice(0, 5).map(function (e) {    "
          + " return e.tagName + '#' + e.id + '.' + e.className; }) : [];";

  private PageRules() {}

  /** Holds the page that is open to the rules. */
  static void check(Browser browser) {
    browser.settled();
    List<String> faults = new ArrayList<>();
    add(faults, "axe", axeViolations(browser));
    add(faults, "policy", browser.policyViolations());
    add(faults, "log", complaints(browser));
    add(faults, "wider than the window", texts(browser.run(TOO_WIDE)));
    add(faults, "open to others", browser.looseCookies());
    browser.onADarkPhone(
        () -> {
          add(faults, "wider than a phone", texts(browser.run(TOO_WIDE)));
          add(faults, "axe, on a dark phone", texts(browser.runLong(RUN_SOME_OF_AXE)));
          return null;
        });
    if (browser.title().isBlank()) {
      faults.add("no title");
    }
    int headings = browser.find("h1").size();
    if (headings != 1) {
      faults.add(headings + " headings of the first level");
    }
    assertThat(faults).as("faults of %s", browser.path()).isEmpty();
  }

  /** The rules of axe that are broken, with the elements. */
  static List<String> axeViolations(Browser browser) {
    browser.run("if (!window.axe) {" + AXE + "}");
    return texts(browser.runLong(RUN_AXE));
  }

  /** What the browser logged, but that this very page was answered with 4xx: that is seen on it. */
  private static List<String> complaints(Browser browser) {
    String itself = browser.path().replaceAll("[?].*", "") + " - Failed to load resource";
    return browser.logged().stream()
        .filter(line -> !line.replaceAll("[?]\\S*", "").contains(itself))
        .toList();
  }

  private static void add(List<String> faults, String of, List<String> found) {
    found.forEach(fault -> faults.add(of + ": " + fault));
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> many ? many.stream().map(String::valueOf).toList() : List.of();
  }

  private static String axe() {
    try (InputStream script = PageRules.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
