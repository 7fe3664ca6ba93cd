package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.Keys;

/** Somebody without a mouse: goes from one thing to the next, and must see where they are. */
final class Keyboard {

  private static final int MANY = 80;

  /** Outlined, inside the window, and nothing lies over it (WCAG 2.2, 2.4.7 and 2.4.11). */
  private static final String SEEN =
      """
      var e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
      if (e === document.body) { return 'nothing has the focus'; }
      if (s.outlineStyle === 'none' || !(parseFloat(s.outlineWidth) > 0)) { return 'not outlined: ' + e.outerHTML; }
      if (r.bottom < 0 || r.top > innerHeight) { return 'outside the window: ' + e.outerHTML; }
      var x = Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1);
      var y = Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1);
      var over = document.elementFromPoint(x, y);
      return !over || e.contains(over) || over.contains(e) || (e.labels && Array.from(e.labels).some(function (l) { return l.contains(over); }))
        ? '' : 'covered by ' + over.outerHTML.slice(0, 80) + ': ' + e.outerHTML;""";

  private final Browser browser;

  Keyboard(Browser browser) {
    this.browser = browser;
  }

  /** One thing on. */
  Keyboard next() {
    browser.press(Keys.TAB);
    assertThat(browser.run(SEEN)).as("the focus on %s", browser.path()).isEqualTo("");
    return this;
  }

  /** On until there; everything on the way can be seen. */
  Keyboard to(String css) {
    for (int i = 0; i < MANY; i++) {
      if (isAt(css)) {
        return this;
      }
      next();
    }
    throw new AssertionError(css + " is not reached by Tab on " + browser.path());
  }

  boolean isAt(String css) {
    return Boolean.TRUE.equals(
        browser.run("return document.activeElement.matches(arguments[0])", css));
  }

  Keyboard type(String text) {
    browser.press(text);
    return this;
  }

  Keyboard enter() {
    browser.press(Keys.ENTER);
    return this;
  }

  Keyboard space() {
    browser.press(Keys.SPACE);
    return this;
  }
}
