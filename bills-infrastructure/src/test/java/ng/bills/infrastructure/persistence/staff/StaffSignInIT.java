package ng.bills.infrastructure.persistence.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ng.bills.application.audit.FindActs;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.ChangeStaff;
import ng.bills.application.staff.EnrolStaff;
import ng.bills.application.staff.InviteStaff;
import ng.bills.application.staff.KeepSession;
import ng.bills.application.staff.OwnAccount;
import ng.bills.application.staff.PasswordCheck;
import ng.bills.application.staff.SignInStaff;
import ng.bills.application.staff.StaffDoor;
import ng.bills.application.staff.StaffOnline;
import ng.bills.application.staff.port.CodeGenerator;
import ng.bills.application.staff.port.PasswordHashing;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.staff.PasswordRule;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.staff.StaffSession;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.audit.HmacAuditSeal;
import ng.bills.infrastructure.persistence.audit.JpaAuditLog;
import ng.bills.infrastructure.staff.ZxcvbnGuessing;
import org.junit.jupiter.api.Test;

/** People come in by two factors, and by nothing else, over the real database. */
class StaffSignInIT {

  private static final String PASSWORD = "the harbour was quiet";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final Hashing hashing = new Hashing();
  private final Codes codes = new Codes();
  private Instant now = Samples.NOW;
  private final InstantSource clock = () -> now;
  private final String address = "203.0.113." + UUID.randomUUID();

  private final JpaStaffMembers members = new JpaStaffMembers(Samples.CRYPT, Samples.HASH);
  private final JpaStaffLinks links = new JpaStaffLinks(Samples.HASH);
  private final JpaStaffSessions sessions = new JpaStaffSessions(Samples.HASH);
  private final JpaAuditLog log = new JpaAuditLog();
  private final RecordAct recordAct = new RecordAct(log, new HmacAuditSeal(Samples.HASH), clock);
  private final StaffDoor door = new StaffDoor(members, sessions, Samples.IDS, clock);
  private final PasswordCheck check = new PasswordCheck(new ZxcvbnGuessing());
  private final InviteStaff inviteStaff =
      new InviteStaff(members, links, sessions, recordAct, tx, Samples.IDS, clock);
  private final EnrolStaff enrolStaff =
      new EnrolStaff(members, links, sessions, hashing, check, codes, door, recordAct, tx, clock);
  private final SignInStaff signIn =
      new SignInStaff(
          members, sessions, new JpaAddressLockouts(), hashing, codes, door, recordAct, tx, clock);
  private final KeepSession keepSession = new KeepSession(members, sessions, recordAct, tx, clock);
  private final ChangeStaff changeStaff =
      new ChangeStaff(members, links, sessions, recordAct, tx, clock);
  private final OwnAccount ownAccount =
      new OwnAccount(members, sessions, hashing, check, codes, door, recordAct, tx, clock);

  /** As slow as a test may be, and it counts. */
  private static final class Hashing implements PasswordHashing {
    final AtomicInteger work = new AtomicInteger();
    boolean outdated;

    @Override
    public String hash(String password) {
      return "$argon2id$test$" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
      work.incrementAndGet();
      return hash.equals(hash(password));
    }

    @Override
    public void pretend(String password) {
      work.incrementAndGet();
    }

    @Override
    public boolean isOutdated(String hash) {
      return outdated;
    }
  }

  /** The code of a step is its number. */
  private static final class Codes implements CodeGenerator {
    @Override
    public String newSecret() {
      return "SECRET";
    }

    @Override
    public OptionalLong step(String secret, String code, Instant now) {
      long step = now.getEpochSecond() / 30;
      return code.equals(Long.toString(step)) ? OptionalLong.of(step) : OptionalLong.empty();
    }
  }

  private String code() {
    return Long.toString(now.getEpochSecond() / 30);
  }

  private record Person(StaffId id, String email, String token, List<String> recovery) {}

  private InviteStaff.Invited invite(Set<StaffRole> roles) {
    return (InviteStaff.Invited)
        inviteStaff.invite(
            Optional.empty(), new StaffEmail(UUID.randomUUID() + "@example.com"), "Ada Obi", roles);
  }

  private Person enrolled(StaffRole... roles) {
    InviteStaff.Invited invited = invite(Set.of(roles));
    String half =
        enrolStaff
            .choosePassword(invited.code(), PASSWORD, PASSWORD, address)
            .token()
            .orElseThrow();
    EnrolStaff.Enrolled in = enrolStaff.proveCode(half, code(), address).orElseThrow();
    now = now.plusSeconds(30);
    String email = tx.call(() -> members.find(invited.staff())).orElseThrow().email().value();
    return new Person(invited.staff(), email, in.token(), in.recoveryCodes());
  }

  private Optional<String> bothFactors(Person person) {
    return signIn
        .givePassword(person.email(), PASSWORD, address)
        .flatMap(half -> signIn.giveCode(half, code(), address));
  }

  private List<String> kinds(StaffId about) {
    AuditLog.Query query =
        new AuditLog.Query(
            Optional.empty(),
            Optional.of("staff."),
            Optional.of("staff:" + about),
            Optional.empty(),
            Optional.empty());
    return new FindActs(log, tx)
        .latest(query, Long.MAX_VALUE, 50).stream().map(AuditEntry::kind).toList();
  }

  @Test
  void givenLink_whenPasswordAndCodeAreGiven_thenInAndTheLinkIsUsedUp() {
    InviteStaff.Invited invited = invite(Set.of(StaffRole.AGENT));
    String half =
        enrolStaff
            .choosePassword(invited.code(), PASSWORD, PASSWORD, address)
            .token()
            .orElseThrow();
    StaffOnline online = keepSession.find(half).orElseThrow();
    assertThat(online.isSignedIn()).isFalse();
    assertThat(enrolStaff.setUp(half).orElseThrow().secret()).isEqualTo("SECRET");
    assertThat(enrolStaff.proveCode(half, "000000", address)).isEmpty();
    EnrolStaff.Enrolled in = enrolStaff.proveCode(half, code(), address).orElseThrow();
    assertThat(in.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(keepSession.find(half)).as("another token from now on").isEmpty();
    assertThat(keepSession.find(in.token()).orElseThrow().isSignedIn()).isTrue();
    assertThat(enrolStaff.choosePassword(invited.code(), PASSWORD, PASSWORD, address).linkGood())
        .isFalse();
    assertThat(kinds(invited.staff())).containsExactly("staff.enrolled", "staff.invited");
  }

  @Test
  void givenLink_whenADayOldOrReplaced_thenWorthNothing() {
    InviteStaff.Invited first = invite(Set.of(StaffRole.AGENT));
    InviteStaff.Invited second =
        (InviteStaff.Invited) inviteStaff.again(Optional.empty(), first.staff(), "mail got lost");
    assertThat(enrolStaff.choosePassword(first.code(), PASSWORD, PASSWORD, address).linkGood())
        .isFalse();
    now = now.plus(Duration.ofHours(24));
    assertThat(enrolStaff.choosePassword(second.code(), PASSWORD, PASSWORD, address).linkGood())
        .isFalse();
  }

  @Test
  void givenLink_whenThePasswordIsPoor_thenSaidWhy() {
    String code = invite(Set.of(StaffRole.AGENT)).code();
    Map.of(
            "short one",
            PasswordRule.TOO_SHORT,
            "x".repeat(129),
            PasswordRule.TOO_LONG,
            "password1234",
            PasswordRule.COMMON,
            "adaobiadaobi",
            PasswordRule.COMMON)
        .forEach(
            (password, rule) ->
                assertThat(enrolStaff.choosePassword(code, password, password, address).broken())
                    .as(rule.name())
                    .contains(rule));
    assertThat(enrolStaff.choosePassword(code, PASSWORD, PASSWORD + "x", address).broken())
        .contains(PasswordRule.NOT_REPEATED);
  }

  @Test
  void givenPerson_whenBothFactorsAreRight_thenInByANewToken() {
    Person ada = enrolled(StaffRole.AGENT, StaffRole.AUDITOR);
    String half =
        signIn
            .givePassword("  " + ada.email().toUpperCase(java.util.Locale.ROOT), PASSWORD, address)
            .orElseThrow();
    assertThat(keepSession.find(half).orElseThrow().isSignedIn()).isFalse();
    String token = signIn.giveCode(half, code(), address).orElseThrow();
    assertThat(token).isNotEqualTo(half);
    assertThat(keepSession.find(half)).isEmpty();
    StaffOnline online = keepSession.find(token).orElseThrow();
    assertThat(online.isSignedIn()).isTrue();
    assertThat(online.member().roles()).isEqualTo(EnumSet.of(StaffRole.AGENT, StaffRole.AUDITOR));
    assertThat(signIn.giveCode(token, code(), address)).as("a whole session").isEmpty();
    keepSession.signOut(token);
    assertThat(keepSession.find(token)).isEmpty();
    assertThat(kinds(ada.id())).startsWith("staff.signed_out", "staff.signed_in");
  }

  @Test
  void givenCodeThatWasTaken_whenGivenAgain_thenRefused() {
    Person ada = enrolled(StaffRole.AGENT);
    assertThat(bothFactors(ada)).isPresent();
    assertThat(bothFactors(ada)).as("within its 30 seconds").isEmpty();
    now = now.plusSeconds(30);
    assertThat(bothFactors(ada)).isPresent();
  }

  @Test
  void givenRecoveryCode_whenGivenTwice_thenTakenOnce() {
    Person ada = enrolled(StaffRole.AGENT);
    String code = ada.recovery().get(3).toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
    String half = signIn.givePassword(ada.email(), PASSWORD, address).orElseThrow();
    assertThat(signIn.giveCode(half, code, address)).isPresent();
    assertThat(ownAccount.recoveryCodesLeft(ada.id())).isEqualTo(9);
    String again = signIn.givePassword(ada.email(), PASSWORD, address).orElseThrow();
    assertThat(signIn.giveCode(again, code, address)).isEmpty();
    assertThat(
            database.value(
                "select count(*) from staff_recovery_code where position('"
                    + ada.recovery().get(0)
                    + "' in code_hash::text) > 0"))
        .isEqualTo(0L);
  }

  @Test
  void givenNobodyOrWrongOrDisabledOrWaiting_whenTheyTry_thenTheSameAnswerAndTheSameWork() {
    Person ada = enrolled(StaffRole.AGENT);
    Person gone = enrolled(StaffRole.AGENT);
    changeStaff.disable(Optional.empty(), gone.id(), "left");
    InviteStaff.Invited invited = invite(Set.of(StaffRole.AGENT));
    String invitedEmail =
        tx.call(() -> members.find(invited.staff())).orElseThrow().email().value();
    for (String email :
        List.of(ada.email(), gone.email(), invitedEmail, "nobody@example.com", "no address", "")) {
      int before = hashing.work.get();
      assertThat(signIn.givePassword(email, "some other password", address)).isEmpty();
      assertThat(hashing.work.get() - before).as("work").isEqualTo(1);
    }
    assertThat(signIn.givePassword(gone.email(), PASSWORD, address)).isEmpty();
  }

  @Test
  void givenFiveMistakes_whenTheNextComes_thenItWaitsAndEachWaitIsLonger() {
    Person ada = enrolled(StaffRole.AGENT);
    for (int i = 0; i < 5; i++) {
      assertThat(signIn.givePassword(ada.email(), "wrong", address + i)).isEmpty();
    }
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address))
        .as("right, but too soon")
        .isEmpty();
    now = now.plusSeconds(31);
    assertThat(signIn.givePassword(ada.email(), "wrong", address)).isEmpty();
    now = now.plusSeconds(31);
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).as("a minute now").isEmpty();
    now = now.plusSeconds(31);
    assertThat(bothFactors(ada)).isPresent();
    assertThat(kinds(ada.id())).contains("staff.locked");
    assertThat(tx.call(() -> members.find(ada.id())).orElseThrow().lockout().failures()).isZero();
  }

  @Test
  void givenWrongCodes_whenThePasswordIsRightEachTime_thenTheyCountAllTheSame() {
    Person ada = enrolled(StaffRole.AGENT);
    for (int i = 0; i < 5; i++) {
      String half = signIn.givePassword(ada.email(), PASSWORD, address).orElseThrow();
      assertThat(signIn.giveCode(half, "000000", address)).isEmpty();
    }
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).isEmpty();
  }

  @Test
  void givenManyAtOnce_whenTheyGuess_thenNoMoreAreLookedAtThanAllowed() {
    Person ada = enrolled(StaffRole.AGENT);
    int before = hashing.work.get();
    AtomicInteger looked = new AtomicInteger();
    PasswordHashing counting =
        new PasswordHashing() {
          @Override
          public String hash(String password) {
            return hashing.hash(password);
          }

          @Override
          public boolean matches(String password, String hash) {
            looked.incrementAndGet();
            return false;
          }

          @Override
          public void pretend(String password) {
            hashing.pretend(password);
          }

          @Override
          public boolean isOutdated(String hash) {
            return false;
          }
        };
    SignInStaff door2 =
        new SignInStaff(
            members,
            sessions,
            new JpaAddressLockouts(),
            counting,
            codes,
            door,
            recordAct,
            tx,
            clock);
    CompletableFuture<?>[] all =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> door2.givePassword(ada.email(), "guess " + i, address + i)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    assertThat(looked.get()).isEqualTo(5);
    assertThat(hashing.work.get() - before).isEqualTo(7);
  }

  @Test
  void givenOneAddress_whenItTriesManyPeople_thenItWaits() {
    for (int i = 0; i < 20; i++) {
      signIn.givePassword("nobody" + i + "@example.com", "wrong", address);
    }
    Person ada = enrolled(StaffRole.AGENT);
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address))
        .isPresent(); // enrolling took 30 s
    signIn.givePassword("nobody@example.com", "wrong", address);
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).isEmpty();
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address + "other")).isPresent();
  }

  @Test
  void givenManyAddressesOfOneNetwork_whenTheyTry_thenTheyWaitTogether() {
    String network =
        "2001:db8:%x:%x:"
            .formatted(Samples.IDS.random().nextInt(65_536), Samples.IDS.random().nextInt(65_536));
    Person ada = enrolled(StaffRole.AGENT);
    for (int i = 1; i <= 20; i++) {
      signIn.givePassword("nobody" + i + "@example.com", "wrong", network + ":" + i);
    }
    assertThat(signIn.givePassword(ada.email(), PASSWORD, network + "ffff::1")).isEmpty();
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).isPresent();
  }

  @Test
  void givenSession_whenIdleOrOldOrHalfWayTooLong_thenOver() {
    Person ada = enrolled(StaffRole.AGENT);
    assertThat(keepSession.find(ada.token())).isPresent();
    String half = signIn.givePassword(ada.email(), PASSWORD, address).orElseThrow();
    now = now.plus(StaffSession.HALF_WAY);
    assertThat(keepSession.find(half)).isEmpty();
    assertThat(signIn.giveCode(half, code(), address)).isEmpty();
    assertThat(keepSession.find(ada.token())).isPresent();
    now = now.plus(StaffSession.IDLE);
    assertThat(keepSession.find(ada.token())).isEmpty();
    String token = bothFactors(ada).orElseThrow();
    Instant end = now.plus(StaffSession.LONGEST);
    while (now.isBefore(end)) {
      assertThat(keepSession.find(token)).isPresent();
      now = now.plus(Duration.ofMinutes(15));
    }
    assertThat(keepSession.find(token)).isEmpty();
  }

  @Test
  void givenAdministrator_whenTheyActOnOthers_thenAtOnceAndWrittenDown() {
    Person boss = enrolled(StaffRole.ADMIN);
    Person ada = enrolled(StaffRole.AGENT);
    Optional<StaffId> by = Optional.of(boss.id());
    assertThat(changeStaff.roles(by, ada.id(), Set.of(StaffRole.FINANCE), "moved"))
        .isEqualTo(ChangeStaff.Outcome.DONE);
    assertThat(keepSession.find(ada.token())).as("other rights, another session").isEmpty();
    String anew = bothFactors(ada).orElseThrow();
    assertThat(keepSession.find(anew).orElseThrow().member().roles())
        .containsExactly(StaffRole.FINANCE);
    assertThat(changeStaff.endSessions(by, ada.id(), "laptop stolen"))
        .isEqualTo(ChangeStaff.Outcome.DONE);
    assertThat(keepSession.find(anew)).isEmpty();
    now = now.plusSeconds(30);
    String token = bothFactors(ada).orElseThrow();
    assertThat(changeStaff.disable(by, ada.id(), "left")).isEqualTo(ChangeStaff.Outcome.DONE);
    assertThat(keepSession.find(token)).isEmpty();
    assertThat(inviteStaff.again(by, ada.id(), "came back"))
        .isInstanceOf(InviteStaff.Invited.class);
    assertThat(kinds(ada.id()))
        .startsWith(
            "staff.invited_again",
            "staff.disabled",
            "staff.signed_in",
            "staff.sessions_ended",
            "staff.signed_in",
            "staff.roles_changed");
  }

  @Test
  void givenAnybodyElse_whenTheyActOnOthersOrOnThemselves_thenRefused() {
    Person boss = enrolled(StaffRole.ADMIN);
    Person ada =
        enrolled(StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.FINANCE, StaffRole.AUDITOR);
    Optional<StaffId> by = Optional.of(ada.id());
    Set<StaffRole> admin = Set.of(StaffRole.ADMIN);
    assertThat(
            Stream.of(
                changeStaff.roles(by, boss.id(), admin, ""),
                changeStaff.disable(by, boss.id(), ""),
                changeStaff.endSessions(by, boss.id(), ""),
                changeStaff.roles(
                    Optional.of(new StaffId(UUID.randomUUID())), ada.id(), admin, "")))
        .containsOnly(ChangeStaff.Outcome.NOT_ALLOWED);
    assertThat(inviteStaff.again(by, boss.id(), "")).isEqualTo(InviteStaff.Refused.NOT_ALLOWED);
    assertThat(inviteStaff.invite(by, new StaffEmail("x@example.com"), "X", admin))
        .isEqualTo(InviteStaff.Refused.NOT_ALLOWED);
    Optional<StaffId> self = Optional.of(boss.id());
    assertThat(
            Stream.of(
                changeStaff.roles(self, boss.id(), Set.of(StaffRole.AGENT), ""),
                changeStaff.disable(self, boss.id(), "")))
        .containsOnly(ChangeStaff.Outcome.OWN_ACCOUNT);
    assertThat(inviteStaff.again(self, boss.id(), "")).isEqualTo(InviteStaff.Refused.OWN_ACCOUNT);
  }

  @Test
  void givenOwnAccount_whenThePasswordChanges_thenAllSessionsEndAndOneBegins() {
    Person ada = enrolled(StaffRole.AGENT);
    String here = bothFactors(ada).orElseThrow();
    String fresh = "another quiet harbour";
    assertThat(ownAccount.changePassword(ada.id(), address, "wrong", fresh, fresh).change())
        .isEqualTo(OwnAccount.PasswordChange.WRONG);
    assertThat(ownAccount.changePassword(ada.id(), address, PASSWORD, PASSWORD, PASSWORD).broken())
        .contains(PasswordRule.UNCHANGED);
    OwnAccount.Answer answer = ownAccount.changePassword(ada.id(), address, PASSWORD, fresh, fresh);
    assertThat(answer.change()).isEqualTo(OwnAccount.PasswordChange.DONE);
    assertThat(keepSession.find(here)).as("the token that was known before").isEmpty();
    assertThat(keepSession.find(ada.token())).isEmpty();
    assertThat(keepSession.find(answer.token().orElseThrow()).orElseThrow().isSignedIn()).isTrue();
    assertThat(answer.toString()).doesNotContain(answer.token().orElseThrow());
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).isEmpty();
    assertThat(signIn.givePassword(ada.email(), fresh, address)).isPresent();
  }

  @Test
  void givenSomebodyWhoIsDisabledMeanwhile_whenThePasswordChanges_thenNobodyComesBackIn() {
    Person ada = enrolled(StaffRole.AGENT);
    PasswordHashing slow =
        new PasswordHashing() {
          @Override
          public String hash(String password) {
            changeStaff.disable(Optional.empty(), ada.id(), "left while it was hashed");
            return hashing.hash(password);
          }

          @Override
          public boolean matches(String password, String hash) {
            return hashing.matches(password, hash);
          }

          @Override
          public void pretend(String password) {
            hashing.pretend(password);
          }

          @Override
          public boolean isOutdated(String hash) {
            return false;
          }
        };
    String fresh = "another quiet harbour";
    assertThat(
            new OwnAccount(members, sessions, slow, check, codes, door, recordAct, tx, clock)
                .changePassword(ada.id(), address, PASSWORD, fresh, fresh))
        .satisfies(answer -> assertThat(answer.token()).isEmpty())
        .extracting(OwnAccount.Answer::change)
        .isEqualTo(OwnAccount.PasswordChange.WRONG);
    assertThat(tx.call(() -> members.find(ada.id())).orElseThrow().passwordHash())
        .contains(hashing.hash(PASSWORD));
    assertThat(ownAccount.sessions(ada.id())).isEmpty();
  }

  @Test
  void givenNobody_whenTheyTry_thenAsMuchIsWrittenAsAboutSomebody() {
    String nobody = UUID.randomUUID() + "@example.com";
    String row = "nobody " + (nobody.hashCode() & 0xffff);
    for (int i = 1; i <= 7; i++) {
      assertThat(signIn.givePassword(nobody, "wrong", address + i)).isEmpty();
      // five are looked at, the others wait, as somebody would
      assertThat(database.value("select failures from staff_address where address = '" + row + "'"))
          .isEqualTo(Math.min(i, 5));
    }
    assertThat(
            database.value(
                "select count(*) from staff_address where position('"
                    + nobody.substring(0, 8)
                    + "' in address) > 0"))
        .as("what was typed is not kept")
        .isEqualTo(0L);
  }

  @Test
  void givenAnotherServer_whenItIsAskedAfterTheFirstEndedASession_thenItKnows() {
    Person ada = enrolled(StaffRole.AGENT);
    KeepSession elsewhere =
        new KeepSession(
            new JpaStaffMembers(Samples.CRYPT, Samples.HASH),
            new JpaStaffSessions(Samples.HASH),
            recordAct,
            tx,
            clock);
    SignInStaff otherDoor =
        new SignInStaff(
            new JpaStaffMembers(Samples.CRYPT, Samples.HASH),
            new JpaStaffSessions(Samples.HASH),
            new JpaAddressLockouts(),
            hashing,
            codes,
            door,
            recordAct,
            tx,
            clock);
    assertThat(elsewhere.find(ada.token())).isPresent();
    changeStaff.endSessions(Optional.empty(), ada.id(), "laptop stolen");
    assertThat(elsewhere.find(ada.token())).isEmpty();
    for (int i = 0; i < 5; i++) {
      signIn.givePassword(ada.email(), "wrong", address + "l" + i);
    }
    assertThat(otherDoor.givePassword(ada.email(), PASSWORD, address + "m"))
        .as("the wait is the same there, and after a restart")
        .isEmpty();
  }

  @Test
  void givenRecoveryCodes_whenMadeAnew_thenTheFormerOnesAreWorthNothing() {
    Person ada = enrolled(StaffRole.AGENT);
    assertThat(ownAccount.renewRecoveryCodes(ada.id(), "000000")).isEmpty();
    now = now.plusSeconds(30);
    List<String> fresh = ownAccount.renewRecoveryCodes(ada.id(), code()).orElseThrow();
    assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(ada.recovery());
    assertThat(ownAccount.renewRecoveryCodes(ada.id(), code())).as("a code again").isEmpty();
    String half = signIn.givePassword(ada.email(), PASSWORD, address).orElseThrow();
    assertThat(signIn.giveCode(half, ada.recovery().get(0), address)).isEmpty();
    assertThat(signIn.giveCode(half, fresh.get(0), address)).isPresent();
    assertThat(ownAccount.recoveryCodesLeft(ada.id())).isEqualTo(9);
  }

  @Test
  void givenOutdatedHash_whenThePasswordIsUsed_thenHashedAnew() throws java.sql.SQLException {
    Person ada = enrolled(StaffRole.AGENT);
    database.byHand("update staff set password_hash = password_hash where id = '" + ada.id() + "'");
    hashing.outdated = true;
    assertThat(signIn.givePassword(ada.email(), PASSWORD, address)).isPresent();
    assertThat(tx.call(() -> members.find(ada.id())).orElseThrow().passwordHash())
        .contains(hashing.hash(PASSWORD));
  }

  @Test
  void givenDatabase_whenReadByAStranger_thenNoSecretIsThere() {
    Person ada = enrolled(StaffRole.AGENT);
    assertThat(
            database.value(
                "select count(*) from staff_session where encode(token_hash, 'escape') like '%"
                    + ada.token()
                    + "%'"))
        .isEqualTo(0L);
    assertThat(
            database.value(
                "select encode(secret_sealed, 'escape') like '%SECRET%' from staff where id = '"
                    + ada.id()
                    + "'"))
        .isEqualTo(false);
  }
}
