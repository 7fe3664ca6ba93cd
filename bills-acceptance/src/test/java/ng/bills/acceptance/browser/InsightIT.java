package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import ng.bills.acceptance.Purchases;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InsightIT extends BrowserTest {

  private static final String PROVIDER = "interswitch";

  @AfterEach
  void providerIsOnAgain() {
    String last =
        system()
            .query(
                "select switched_on from provider_switching where provider = ? order by id desc"
                    + " limit 1",
                PROVIDER);
    if ("f".equals(last)) {
      signedIn(StaffRole.ADMIN);
      openProvider().type("#switch\\:reason", "end of the test").click("#switch\\:on");
    }
  }

  private static Browser openProvider() {
    return browser().open("/console/provider.xhtml?code=" + PROVIDER);
  }

  @Test
  void givenEachPage_whenOpenedWideNarrowDarkAndInHausa_thenItHoldsTheRules() {
    signedIn(StaffRole.SUPERVISOR);
    Map<String, String> pages =
        Map.of(
            "dashboard", "dashboard.xhtml?last=7d",
            "providers", "providers.xhtml",
            "provider", "provider.xhtml?code=vtpass",
            "fees", "fees.xhtml");
    pages.forEach(
        (name, address) -> {
          browser().open("/console/" + address);
          show(name);
          browser().phone();
          look(name + "-phone");
          browser().wide().media("dark");
          look(name + "-dark");
          browser().media("light");
        });
    browser().open("/console/dashboard.xhtml").click("button[lang=ha]");
    assertThat(browser().text("h1")).isEqualTo("Allon bayanai");
    look("dashboard-hausa");
  }

  @Test
  void givenTheDashboard_whenItIsRead_thenWordsAndTableSayWhatTheChartShows() {
    signedIn(StaffRole.AUDITOR);
    new Purchases(system()).delivered();
    browser().open("/console/dashboard.xhtml?last=24h");

    String name = browser().see("svg.chart").getAttribute("aria-label");
    String sentence = browser().text("section.card p");
    assertThat(name).contains(sentence);
    String requested = sentence.substring(0, sentence.indexOf(' ')).replace(",", "");
    assertThat(Integer.parseInt(requested)).isPositive();
    browser().click("details summary");
    long inTable =
        browser().find("details[open] tbody tr td:nth-child(2)").stream()
            .mapToLong(cell -> Long.parseLong(cell.getText().replace(",", "")))
            .sum();
    assertThat(inTable).isEqualTo(Long.parseLong(requested));
    assertThat(browser().text("#open")).contains("have not ended");
    assertThat(browser().has("#last-24h[aria-current]")).isTrue();
  }

  @Test
  void givenDaysThatDoNotFit_whenChosen_thenTheErrorStandsNextToThem() {
    signedIn(StaffRole.FINANCE);
    browser().open("/console/dashboard.xhtml?from=2026-11-10&until=2026-11-01");

    assertThat(browser().text(".field-error")).contains("The last day comes before the first");
    assertThat(browser().see("#until").getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(browser().see("#from").getAttribute("value")).isEqualTo("2026-11-10");
    look("dashboard-wrong-days");
  }

  @Test
  void givenAProvider_whenItIsSwitched_thenAReasonIsNeededAndWhoDidItIsKept() {
    Colleague supervisor = signedIn(StaffRole.SUPERVISOR);
    openProvider().click("#switch\\:off");
    assertThat(browser().text(".field-error")).contains("Please fill this in");
    assertThat(browser().see("#switch\\:reason").getAttribute("aria-invalid")).isEqualTo("true");
    look("provider-without-reason");

    browser().type("#switch\\:reason", "Ticket 4711: they double charge").click("#switch\\:off");

    browser().awaitText("new orders go to others");
    show("provider-off");
    assertThat(browser().text(".timeline li")).contains(supervisor.name(), "Ticket 4711");
    browser().open("/console/providers.xhtml");
    assertThat(browser().text("#provider-" + PROVIDER + " .tag")).isEqualTo("Off");
    assertThat(
            system()
                .query(
                    "select count(*) from audit_entry where kind = 'provider.switched_off'"
                        + " and subject = ?",
                    "provider:" + PROVIDER))
        .isNotEqualTo("0");

    openProvider().type("#switch\\:reason", "They have mended it").click("#switch\\:on");
    browser().awaitText("it gets orders again");
  }

  @Test
  void givenAnAgent_whenAtAProvider_thenTheySeeHowItDoesAndCannotSwitchIt() {
    signedIn(StaffRole.AGENT);
    openProvider();
    assertThat(browser().text()).contains("How it does");
    assertThat(browser().find("#switch")).isEmpty();
    for (String wrong : List.of("nobody", "%3Cscript%3E", "")) {
      browser().open("/console/provider.xhtml?code=" + wrong);
      assertThat(browser().text("h1")).isEqualTo("This page cannot be shown");
    }
    browser().logged();
  }

  @Test
  void givenTheCatalogue_whenSearched_thenOnlyWhatFitsIsShown() {
    signedIn(StaffRole.AGENT);
    browser().open("/console/provider.xhtml?code=vtpass");
    browser().choose("#type", "electricity").type("#words", "ikeja");
    browser().click("form.inline button");

    assertThat(browser().text("main")).contains("Ikeja").doesNotContain("Eko Electricity");
    assertThat(browser().path()).contains("type=electricity", "words=ikeja");
  }

  @Test
  void givenAFee_whenTwoPeopleChangeIt_thenThePageTellsFromWhenAndWhoDecided() {
    Colleague finance = signedIn(StaffRole.FINANCE);
    browser().open("/console/fees.xhtml");
    String propose = "#propose ";
    browser().choose(propose + "#scope", "bill_type/education").type(propose + "#naira", "much");
    browser().choose(propose + "#from", nextYear()).type(propose + "#reason", "new contract, 4711");
    browser().click(propose + "button");
    assertThat(browser().text(propose + ".field-error")).contains("An amount of naira is needed");
    assertThat(browser().see(propose + "#reason").getAttribute("value")).contains("4711");
    look("fee-not-naira");

    browser().type(propose + "#naira", "45.50").click(propose + "button");
    browser().awaitText("It waits for a second person.");
    assertThat(browser().text("#waiting")).contains("₦45.50", finance.name(), "4711");
    assertThat(browser().has("#waiting button[value=approve]")).isFalse();
    look("fee-proposed");

    Colleague admin = signedIn(StaffRole.ADMIN);
    browser().open("/console/fees.xhtml").click("#waiting button[value=approve]");
    browser().awaitText("It counts from its beginning.");
    assertThat(browser().text("#present")).contains("₦45.50");
    assertThat(browser().text("#history")).contains(finance.name(), admin.name(), "approved");
    look("fee-approved");
    assertThat(
            system()
                .query(
                    "select count(*) from audit_entry where subject = ? and kind = ?",
                    "fee:bill_type/education",
                    "fee.approved"))
        .isNotEqualTo("0");
  }

  /** So far ahead that no other test pays it. */
  private static String nextYear() {
    return LocalDateTime.now(ZoneId.of("Africa/Lagos"))
        .plusDays(300)
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }
}
