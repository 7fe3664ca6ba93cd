package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.acceptance.Purchases;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may see and do what, read from {@code ConsolePage} and tried for each role and each address,
 * directly, as nobody's links would lead there.
 */
class RolesIT extends BrowserTest {

  private static final String BEGIN = "<!-- roles: written by RolesIT -->";
  private static final String END = "<!-- end of roles -->";

  /** What pages about something need to show it. */
  private static final Map<String, String> SUBJECTS = Map.of("PROVIDER", "?code=vtpass");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final List<Page> pages = Page.all();
  private final Map<StaffRole, String> sessions = new EnumMap<>(StaffRole.class);

  @BeforeEach
  void everybodyComesIn() {
    for (StaffRole role : StaffRole.values()) {
      sessions.put(role, signedIn(role).cookieHeader());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path, String cookies) {
    return send(request(path, cookies).GET());
  }

  private HttpRequest.Builder request(String path, String cookies) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path.substring(1)));
    return cookies.isEmpty() ? request : request.header("Cookie", cookies);
  }

  private HttpResponse<String> post(String path, String cookies, String body, String... headers) {
    HttpRequest.Builder request =
        request(path, cookies)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private String here() {
    return origin().toString().replaceAll("/$", "");
  }

  private String subjectOf(Page page) {
    return SUBJECTS.getOrDefault(page.name(), "");
  }

  @Test
  void givenEachRole_whenEachPageIsAskedFor_thenItIsShownToWhomItIsForAndNobodyElse()
      throws Exception {
    List<String> faults = new ArrayList<>();
    for (Page page : pages.stream().filter(Page::isShown).toList()) {
      int nobody = get(page.path() + subjectOf(page), "").statusCode();
      boolean open = page.access().equals("OPEN");
      if (open != (nobody == 200) || !open && nobody != 303) {
        faults.add("nobody got " + nobody + " at " + page);
      }
      if (page.goesByRoles()) {
        for (StaffRole role : StaffRole.values()) {
          int status = get(page.path() + subjectOf(page), sessions.get(role)).statusCode();
          boolean may = page.roles().contains(role);
          // a page about something says that it is not there
          boolean right =
              may ? status == 200 || status == 404 && subjectOf(page).isEmpty() : status == 403;
          if (!right) {
            faults.add(role + " got " + status + " at " + page);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(pages.stream().filter(Page::goesByRoles)).isNotEmpty();
    documentSaysSo();
  }

  /** The table in the documents is the one that was tried. */
  private void documentSaysSo() throws IOException {
    StringBuilder table = new StringBuilder(BEGIN).append("\n\n| page |");
    for (StaffRole role : StaffRole.values()) {
      table.append(' ').append(role.name().toLowerCase(Locale.ROOT)).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(StaffRole.values().length)).append('\n');
    for (Page page : pages.stream().filter(Page::goesByRoles).toList()) {
      table.append("| `").append(page.path()).append("` |");
      for (StaffRole role : StaffRole.values()) {
        table.append(page.roles().contains(role) ? " yes |" : " – |");
      }
      table.append('\n');
    }
    table.append('\n').append(END);
    Path file = Path.of(System.getProperty("bills.docs"), "console.md");
    String text = Files.readString(file);
    String present = text.substring(text.indexOf(BEGIN), text.indexOf(END) + END.length());
    if (Boolean.getBoolean("bills.docs.write")) {
      Files.writeString(file, text.replace(present, table));
    } else {
      assertThat(present)
          .as("docs/console.md is stale: run RolesIT with -Dbills.docs.write=true")
          .isEqualTo(table.toString());
    }
  }

  /** One that is new is opened too; those between password and code are in StaffPagesIT. */
  @Test
  void givenEachPage_whenOpenedByWhoMaySeeIt_thenItHoldsTheRules() {
    Map<String, String> subjects =
        Map.of(
            "PROVIDER", SUBJECTS.get("PROVIDER"),
            "PAYMENT", "?id=" + new Purchases(system()).requested().id(),
            "STAFF_MEMBER", "?id=" + system().query("select min(id::text) from staff"));
    for (Page page : pages.stream().filter(Page::isShown).toList()) {
      if (page.goesByRoles()) {
        signedIn(page.roles().iterator().next());
      } else if (!page.access().equals("OPEN")) {
        continue;
      }
      browser().open(page.path() + subjects.getOrDefault(page.name(), ""));
      assertThat(browser().path()).startsWith(page.path());
      look("page-" + page.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void givenAnAddressThatIsNoPage_whenAskedFor_thenItDoesNotExistForAnybody() {
    String admin = sessions.get(StaffRole.ADMIN);
    for (String path :
        List.of(
            "/console/none.xhtml",
            "/console/index.xhtml/",
            "/console/INDEX.xhtml",
            "/console/dashboard",
            "/console/.xhtml",
            "/WEB-INF/parts/provider.xhtml",
            "/WEB-INF/templates/console.xhtml",
            "/dashboard.xhtml",
            "/resources/bills/bills.css.xhtml")) {
      assertThat(get(path, admin).statusCode()).as(path).isEqualTo(404);
      assertThat(get(path, "").statusCode()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of(
            "/console/dashboard.xhtml;x=y",
            "/console//dashboard.xhtml",
            "/console/./dashboard.xhtml",
            "/console/%64ashboard.xhtml",
            "/pay/../console/dashboard.xhtml",
            "/pay/%2e%2e/console/dashboard.xhtml")) {
      assertThat(get(path, sessions.get(StaffRole.AGENT)).statusCode()).as(path).isNotEqualTo(200);
      assertThat(get(path, "").statusCode()).as(path).isNotEqualTo(200);
    }
  }

  @Test
  void givenAPostFromElsewhere_whenItComesWithASession_thenItIsRefused() {
    for (Page page : pages) {
      for (StaffRole role : StaffRole.values()) {
        String session = sessions.get(role);
        String body = "form=form&jakarta.faces.ViewState=stateless&jakarta.faces.source=form";
        assertThat(post(page.path(), session, body).statusCode())
            .as("says nothing of where it comes from: %s", page)
            .isEqualTo(403);
        assertThat(post(page.path(), session, body, "Origin", "https://evil.example").statusCode())
            .as("another site: %s", page)
            .isEqualTo(403);
        assertThat(
                post(page.path(), session, body, "Origin", here(), "Sec-Fetch-Site", "cross-site")
                    .statusCode())
            .as("another site by the browser's word: %s", page)
            .isEqualTo(403);
      }
    }
  }

  @Test
  void givenAForgedPostFromHere_whenTheRoleMayNotSeeThePage_thenItIsRefused() {
    for (Page page : pages.stream().filter(Page::goesByRoles).toList()) {
      String body = "form=form&jakarta.faces.ViewState=stateless&_form=x";
      for (StaffRole role : StaffRole.values()) {
        if (!page.roles().contains(role)) {
          assertThat(post(page.path(), sessions.get(role), body, "Origin", here()).statusCode())
              .as("%s at %s", role, page)
              .isEqualTo(403);
        }
      }
      assertThat(post(page.path(), "", body, "Origin", here()).statusCode())
          .as("nobody at %s", page)
          .isIn(303, 403);
    }
  }

  @Test
  void givenTheSwitchOfAProvider_whenSomebodyForgesItWithoutTheRole_thenNothingIsSwitched() {
    String before = system().query("select count(*) from provider_switching");
    String act = "switch=switch&code=interswitch&switch%3Areason=forged&switch%3Aoff=off";
    String supervisor = viewState(sessions.get(StaffRole.SUPERVISOR));
    for (StaffRole role : List.of(StaffRole.AGENT, StaffRole.FINANCE, StaffRole.AUDITOR)) {
      for (String state : List.of("stateless", "1:1", supervisor)) {
        post(
            "/console/provider.xhtml",
            sessions.get(role),
            act + "&jakarta.faces.ViewState=" + state.replace(":", "%3A"),
            "Origin",
            here());
      }
    }
    assertThat(system().query("select count(*) from provider_switching")).isEqualTo(before);
  }

  /** The key of the form's state, as somebody with the role gets it. */
  private String viewState(String session) {
    String page = get("/console/provider.xhtml?code=interswitch", session).body();
    Matcher state =
        Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"").matcher(page);
    assertThat(state.find()).as("a form for the supervisor").isTrue();
    return state.group(1);
  }
}
