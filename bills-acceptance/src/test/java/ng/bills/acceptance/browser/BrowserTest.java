package ng.bills.acceptance.browser;

import java.net.URI;
import ng.bills.acceptance.AcceptanceTest;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a test in the browser extends: the one browser on the one server, with nobody signed in. The
 * server is shared with all other classes, so each test makes accounts and users of its own.
 */
@ExtendWith(NeedsChromium.class)
public abstract class BrowserTest extends AcceptanceTest {

  @BeforeEach
  final void freshBrowser() {
    browser().fresh(origin());
  }

  /** Where the system is, as the browser calls it. */
  protected static URI origin() {
    return system().uri("/");
  }

  /** The browser. */
  static Browser browser() {
    return Browser.get();
  }

  /** Somebody with that role alone, at the browser. */
  static Colleague signedIn(StaffRole role) {
    return Colleague.with(role, browser(), system());
  }

  /** Holds the page to the rules, and keeps a picture of it. */
  static void look(String picture) {
    PageRules.check(browser());
    Gallery.keep(browser(), picture);
  }

  /** As {@link #look}, with a picture that the documents show. */
  static void show(String picture) {
    PageRules.check(browser());
    Gallery.show(browser(), picture);
  }
}
