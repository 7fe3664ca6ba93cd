package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ng.bills.acceptance.Purchases;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;

/**
 * Walks through every form of every page and sends it as somebody would who can have the browser
 * send it but cannot read the page: without what only the page knows, or with something else in its
 * place. The browser even says that it comes from here.
 */
class FormsIT extends BrowserTest {

  private static final Pattern FORM =
      Pattern.compile("(?s)<form\\b([^>]*\\bmethod=\"post\"[^>]*)>(.*?)</form>");
  private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]*)\"");
  private static final Pattern FIELD =
      Pattern.compile("<(?:input|button|select|textarea)\\b([^>]*\\bname=\"([^\"]+)\"[^>]*)>");
  private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");
  private static final String STATE = "jakarta.faces.ViewState";
  private static final String TOKEN = "_form";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Set<String> walked = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

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

  private HttpResponse<String> post(URI address, String cookies, Map<String, String> fields) {
    String here = origin().toString().replaceAll("/$", "");
    return send(
        HttpRequest.newBuilder(address)
            .header("Cookie", cookies)
            .header("Origin", here)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    fields.entrySet().stream()
                        .map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue()))
                        .collect(Collectors.joining("&")))));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The page as the browser has it now, or fetched with its cookies. */
  private void walk(String path, String page, String cookies) {
    URI at = origin().resolve(path);
    Matcher form = FORM.matcher(page);
    while (form.find()) {
      Matcher action = ACTION.matcher(form.group(1));
      URI to = at.resolve(action.find() ? action.group(1) : "");
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher field = FIELD.matcher(form.group(2));
      while (field.find()) {
        Matcher value = VALUE.matcher(field.group(1));
        fields.putIfAbsent(field.group(2), value.find() ? value.group(1) : "x");
      }
      boolean faces = fields.containsKey(STATE);
      String name = to.getPath().replaceAll("/p/[^/]+/", "/p/…/");
      walked.add(name);
      if (!faces && !fields.containsKey(TOKEN)) {
        faults.add(name + " on " + path + " bears neither token nor state");
        continue;
      }
      Map<String, String> bare = new LinkedHashMap<>(fields);
      bare.remove(TOKEN);
      bare.remove(STATE);
      refused(name + " without proof", post(to, cookies, bare));
      Map<String, String> other = new LinkedHashMap<>(bare);
      other.put(TOKEN, "AAAAAAAAAAAAAAAAAAAAAA");
      refused(name + " with another token", post(to, cookies, other));
      other.put(STATE, "-7081224462164573741:-4426512243421912");
      unheard(name + " with another state", post(to, cookies, other));
      other.put(STATE, "stateless");
      unheard(name + " without state", post(to, cookies, other));
    }
  }

  private void refused(String what, HttpResponse<String> answer) {
    if (answer.statusCode() != 403) {
      faults.add(what + " got " + answer.statusCode());
    }
  }

  /** Faces shows such a form afresh, and says that nothing was done. */
  private void unheard(String what, HttpResponse<String> answer) {
    boolean afresh =
        answer.statusCode() == 302
            && answer.headers().firstValue("Location").orElse("").contains("expired=yes");
    if (!afresh && answer.statusCode() != 403 && answer.statusCode() != 500) {
      faults.add(what + " got " + answer.statusCode());
    }
  }

  private String fetched(String path, String cookies) {
    return send(HttpRequest.newBuilder(origin().resolve(path)).header("Cookie", cookies).GET())
        .body();
  }

  @Test
  void givenEveryForm_whenSentWithoutWhatOnlyThePageKnows_thenNothingIsDone() {
    Purchase purchase = new Purchases(system()).delivered();
    String counts =
        "select (select count(*) from staff) || ' ' || (select count(*) from staff_act) || ' ' ||"
            + " (select count(*) from provider_switching) || ' ' || (select count(*) from"
            + " pay_page) || ' ' || (select count(*) from audit_entry where kind not like"
            + " 'staff.%') || ' ' || (select count(*) from staff_session where ended_at is null)";

    browser().open("/pay/?bill_type=electricity&provider_code=ikedc");
    browser().click("input[name=account_type][value=PREPAID]");
    browser().type("#account_number", purchase.meter()).type("#amount", "5000");
    walkHere();
    browser().click("form[action$='/pay/review'] button[type=submit]");
    walkHere();
    browser().click("form[action$='/pay/confirm'] button[type=submit]");
    walkHere();

    Map<StaffRole, String> sessions =
        Map.of(
            StaffRole.AGENT, signedIn(StaffRole.AGENT).cookieHeader(),
            StaffRole.SUPERVISOR, signedIn(StaffRole.SUPERVISOR).cookieHeader(),
            StaffRole.ADMIN, signedIn(StaffRole.ADMIN).cookieHeader(),
            StaffRole.AUDITOR, signedIn(StaffRole.AUDITOR).cookieHeader());
    String somebody =
        system()
            .query(
                "select id::text from staff where roles = '{agent}' and state = 'active'"
                    + " order by id limit 1");
    String before = system().query(counts);
    Map<String, String> subjects =
        Map.of(
            "PAYMENT", "?id=" + purchase.id(),
            "PROVIDER", "?code=interswitch",
            "STAFF_MEMBER", "?id=" + somebody);
    for (Page page : Page.all().stream().filter(Page::isShown).toList()) {
      sessions.forEach(
          (role, cookies) -> {
            if (page.access().equals("OPEN") || page.roles().contains(role)) {
              String path = page.path() + subjects.getOrDefault(page.name(), "");
              walk(path, fetched(path, cookies), cookies);
            }
          });
    }

    assertThat(faults).isEmpty();
    assertThat(walked)
        .contains(
            "/pay/review",
            "/pay/confirm",
            "/pay/change",
            "/pay/p/…/wallet",
            "/pay/p/…/cancel",
            "/preferences",
            "/console/sign-out",
            "/console/sign-in.xhtml",
            "/console/enrol.xhtml",
            "/console/find.xhtml",
            "/console/payment.xhtml",
            "/console/provider.xhtml",
            "/console/staff.xhtml",
            "/console/staff-member.xhtml",
            "/console/account.xhtml",
            "/console/audit.xhtml");
    assertThat(system().query(counts)).as("nothing was done").isEqualTo(before);
  }

  private void walkHere() {
    String cookies =
        browser().cookies().stream()
            .map(c -> c.get("name") + "=" + c.get("value"))
            .collect(Collectors.joining("; "));
    String page = String.valueOf(browser().run("return document.documentElement.outerHTML"));
    walk(browser().path(), page, cookies);
  }
}
