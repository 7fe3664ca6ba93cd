package ng.bills.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ng.bills.application.staff.StaffOnline;
import ng.bills.domain.staff.Lockout;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.staff.StaffSession;
import ng.bills.domain.staff.StaffSession.Stage;
import ng.bills.domain.staff.StaffState;
import ng.bills.web.page.PageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page with every role, and without any. */
class ConsoleGateTest {

  private static final String TOKEN = "a".repeat(43);
  private static final Path PAGES = Path.of("src/main/webapp");

  private static int status(String method, String path, Optional<StaffOnline> online) {
    PageRequest request = new PageRequest(method, path).cookie("__Host-bills-console", TOKEN);
    int status =
        request.through(
            new ConsoleGate(token -> token.equals(TOKEN) ? online : Optional.empty())::doFilter);
    assertThat(request.hasPassed()).as(path).isEqualTo(status == 200);
    return status;
  }

  private static Optional<StaffOnline> online(Stage stage, StaffRole... roles) {
    StaffId id = new StaffId(UUID.randomUUID());
    return Optional.of(
        new StaffOnline(
            new StaffMember(
                id,
                new StaffEmail("ada@example.com"),
                "Ada",
                Set.of(roles),
                stage == Stage.ENROLLING ? StaffState.INVITED : StaffState.ACTIVE,
                Optional.of("hash"),
                0,
                Lockout.NONE,
                Instant.EPOCH),
            new StaffSession(UUID.randomUUID(), id, stage, Instant.EPOCH, Instant.EPOCH, "")));
  }

  @ParameterizedTest
  @EnumSource(StaffRole.class)
  void givenRole_whenItAsksForEachPage_thenItSeesThoseThatNameIt(StaffRole role) {
    for (ConsolePage page : ConsolePage.values()) {
      int expected =
          switch (page.access()) {
            case OPEN -> 200;
            case HALF, ENROLLING -> 303;
            case ROLES -> page.roles().contains(role) ? 200 : 403;
          };
      for (String method : List.of("GET", "POST")) {
        assertThat(status(method, page.path(), online(Stage.SIGNED_IN, role)))
            .as(method + " " + page + " for " + role)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void givenNobodyOrHalfOfThem_whenTheyAskForEachPage_thenOnlyTheWayInIsOpen() {
    for (ConsolePage page : ConsolePage.values()) {
      boolean open = page.access() == ConsolePage.Access.OPEN;
      assertThat(status("GET", page.path(), Optional.empty())).isEqualTo(open ? 200 : 303);
      assertThat(status("POST", page.path(), online(Stage.PASSWORD_GIVEN, StaffRole.ADMIN)))
          .as(page + " without the second factor")
          .isEqualTo(open || page.access() == ConsolePage.Access.HALF ? 200 : 303);
      assertThat(status("POST", page.path(), online(Stage.ENROLLING, StaffRole.ADMIN)))
          .as(page + " while enrolling")
          .isEqualTo(open || page.access() == ConsolePage.Access.ENROLLING ? 200 : 303);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/nothing.xhtml",
        "/console/Staff.xhtml",
        "/console/staff.xhtml/",
        "/console/staff",
        "/console/../console/staff.xhtml",
        "/console/templates/console.xhtml",
        "/other.xhtml",
        "/index.xhtml",
        "/primefaces/x.xhtml"
      })
  void givenAddressThatIsNoPage_whenAskedFor_thenNotThere(String path) {
    assertThat(status("GET", path, online(Stage.SIGNED_IN, StaffRole.values()))).isEqualTo(404);
  }

  @Test
  void givenPay_whenAskedFor_thenOpen() {
    assertThat(status("GET", "/pay/index.xhtml", Optional.empty())).isEqualTo(200);
    assertThat(status("GET", "/jakarta.faces.resource/bills.css.xhtml", Optional.empty()))
        .isEqualTo(200);
  }

  @Test
  void givenPages_whenComparedWithTheMatrix_thenTheSame() throws IOException {
    Set<String> there;
    try (Stream<Path> files = Files.walk(PAGES.resolve("console"))) {
      there =
          files
              .filter(file -> file.toString().endsWith(".xhtml"))
              .map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> named =
        Arrays.stream(ConsolePage.values())
            .map(ConsolePage::path)
            .filter(path -> path.endsWith(".xhtml"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(there);
  }

  @Test
  void givenMatrix_whenLookedAt_thenAPageGoesByRolesOrHasNone() {
    for (ConsolePage page : ConsolePage.values()) {
      assertThat(page.roles().isEmpty())
          .as(page.name())
          .isEqualTo(page.access() != ConsolePage.Access.ROLES);
    }
    assertThat(ConsolePage.STAFF.roles()).isEqualTo(EnumSet.of(StaffRole.ADMIN));
  }
}
