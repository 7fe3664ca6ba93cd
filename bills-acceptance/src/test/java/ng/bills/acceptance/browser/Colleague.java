package ng.bills.acceptance.browser;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.acceptance.BillsSystem;
import ng.bills.application.staff.InviteStaff;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffRole;
import ng.bills.infrastructure.command.StaffDatabase;
import ng.bills.infrastructure.crypto.FieldKeySetting;

/**
 * One of our people, invited by the operator's command and come in by the pages: password,
 * authenticator, recovery codes. Their session is kept, so that each of them comes in only once.
 */
final class Colleague {

  /** Long, and in no list of those that leaked. */
  static final String PASSWORD = "tall-Okra-9-lorry-Benue";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<StaffRole, Colleague> ONE_OF_EACH = new EnumMap<>(StaffRole.class);

  private final String email;
  private final String name;
  private Authenticator phone;
  private List<Map<String, Object>> cookies = List.of();

  private Colleague(String email, String name) {
    this.email = email;
    this.name = name;
  }

  /** Somebody with that role alone, the same for all tests. The browser's session is theirs. */
  static synchronized Colleague with(StaffRole role, Browser browser, BillsSystem system) {
    Colleague known = ONE_OF_EACH.get(role);
    if (known == null) {
      known = comeIn(Set.of(role), browser, system);
      ONE_OF_EACH.put(role, known);
    } else {
      browser.takeCookies(known.cookies);
    }
    return known;
  }

  /** Somebody new, invited and signed in. */
  static Colleague comeIn(Set<StaffRole> roles, Browser browser, BillsSystem system) {
    String first = roles.iterator().next().name().toLowerCase(Locale.ROOT);
    int number = COUNT.incrementAndGet();
    Colleague colleague =
        new Colleague(first + number + "@bills.example", "Test " + first + " " + number);
    String link;
    Map<String, String> environment = system.environment();
    try (StaffDatabase people =
        StaffDatabase.open(
            environment.get("BILLS_DB_URL"),
            environment.get("BILLS_DB_USER"),
            environment.get("BILLS_DB_PASSWORD"),
            FieldKeySetting.read(name -> Optional.ofNullable(environment.get(name))))) {
      InviteStaff.Invitation invitation =
          people.invite(StaffEmail.read(colleague.email).orElseThrow(), colleague.name, roles);
      link = ((InviteStaff.Invited) invitation).code();
    }
    browser.takeCookies(List.of());
    browser.open("/console/enrol.xhtml?code=" + link);
    browser.type("#form\\:password", PASSWORD).type("#form\\:repeated", PASSWORD);
    browser.click("#form\\:go");
    colleague.phone = new Authenticator(browser.see("#secret").getText());
    browser.type("#form\\:code", colleague.phone.code(Instant.now()));
    browser.click("#form\\:go");
    browser.click("#home");
    colleague.cookies = browser.cookies();
    return colleague;
  }

  String email() {
    return email;
  }

  String name() {
    return name;
  }

  /** The code their phone shows at that moment. */
  String code(Instant at) {
    return phone.code(at);
  }

  /** Their session as a header. */
  String cookieHeader() {
    return cookies.stream()
        .map(c -> c.get("name") + "=" + c.get("value"))
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
