package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InsightIT extends BrowserTest {

  @Test
  void givenNothing_whenPagesAreOpened_thenTheyHoldTheRules() {
    for (String page : new String[] {"dashboard", "providers", "provider", "fees"}) {
      browser().open("/console/" + page + ".xhtml" + (page.equals("provider") ? "?code=vtpass" : ""));
      assertThat(browser().text("h1")).isNotBlank();
      look("insight-" + page);
      browser().phone().settled();
      look("insight-" + page + "-phone");
      browser().wide().media("dark").settled();
      look("insight-" + page + "-dark");
      browser().media("light");
    }
  }
}
