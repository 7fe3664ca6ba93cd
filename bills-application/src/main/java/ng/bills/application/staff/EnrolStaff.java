package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.CodeGenerator;
import ng.bills.application.staff.port.PasswordHashing;
import ng.bills.application.staff.port.StaffLinks;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.PasswordRule;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffSession;
import ng.bills.domain.staff.StaffSession.Stage;
import ng.bills.domain.staff.StaffState;

/**
 * Takes somebody in who has a link: they choose a password, set up an authenticator and prove it by
 * a code. Only then the link is used up, so a page that is closed half way costs nothing.
 */
@Singleton
public class EnrolStaff {

  private final StaffMembers members;
  private final StaffLinks links;
  private final StaffSessions sessions;
  private final PasswordHashing hashing;
  private final PasswordCheck check;
  private final CodeGenerator codes;
  private final StaffDoor door;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public EnrolStaff(
      StaffMembers members,
      StaffLinks links,
      StaffSessions sessions,
      PasswordHashing hashing,
      PasswordCheck check,
      CodeGenerator codes,
      StaffDoor door,
      RecordAct recordAct,
      UnitOfWork tx,
      InstantSource clock) {
    this.members = members;
    this.links = links;
    this.sessions = sessions;
    this.hashing = hashing;
    this.check = check;
    this.codes = codes;
    this.door = door;
    this.recordAct = recordAct;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * What came of a password.
   *
   * @param token of a session that waits for the authenticator, when it was taken
   * @param broken what is wrong with the password
   * @param linkGood false when the link is none, or not good any more
   */
  public record Chosen(Optional<String> token, Optional<PasswordRule> broken, boolean linkGood) {

    @Override
    public String toString() {
      return "chosen: " + token.isPresent();
    }
  }

  /** Takes the password of somebody who has the code of a link. */
  public Chosen choosePassword(String code, String password, String repeated, String address) {
    Optional<StaffMember> known = tx.call(() -> invited(code));
    if (known.isEmpty()) {
      return new Chosen(Optional.empty(), Optional.empty(), false);
    }
    Optional<PasswordRule> broken = check.broken(known.get(), password, repeated);
    if (broken.isPresent()) {
      return new Chosen(Optional.empty(), broken, true);
    }
    String hash = hashing.hash(password);
    String secret = codes.newSecret();
    Optional<String> token =
        tx.call(
            () ->
                invited(code)
                    .map(
                        member -> {
                          members.save(member.withPassword(hash));
                          members.keepSecret(member.id(), secret);
                          sessions.endAll(
                              member.id(), Optional.empty(), clock.instant(), "enrolled anew");
                          return door.open(member.id(), Stage.ENROLLING, address);
                        }));
    return new Chosen(token, Optional.empty(), token.isPresent());
  }

  private Optional<StaffMember> invited(String code) {
    return links
        .find(code, clock.instant())
        .flatMap(members::lock)
        .filter(member -> member.state() == StaffState.INVITED);
  }

  /**
   * What an authenticator is set up with.
   *
   * @param email the account's name there
   * @param secret in base 32
   */
  public record SetUp(String email, String secret) {

    @Override
    public String toString() {
      return "set-up of an authenticator";
    }
  }

  /** The set-up of who is enrolling; empty when the session is none or over. */
  public Optional<SetUp> setUp(String token) {
    return tx.call(
        () ->
            enrolling(token)
                .flatMap(session -> members.find(session.staff()))
                .flatMap(
                    member ->
                        members
                            .secret(member.id())
                            .map(secret -> new SetUp(member.email().value(), secret))));
  }

  /**
   * Who has come in.
   *
   * @param token of the session that is signed in
   * @param recoveryCodes to be shown once
   */
  public record Enrolled(String token, List<String> recoveryCodes) {

    public Enrolled {
      recoveryCodes = List.copyOf(recoveryCodes);
    }

    @Override
    public String toString() {
      return "enrolled";
    }
  }

  /** Takes the first code of the authenticator; empty when it is not right. */
  public Optional<Enrolled> proveCode(String token, String code, String address) {
    return tx.call(
        () ->
            enrolling(token)
                .flatMap(
                    session ->
                        members
                            .lock(session.staff())
                            .filter(member -> member.state() == StaffState.INVITED)
                            .filter(member -> !member.lockout().isClosed(clock.instant()))
                            .flatMap(member -> prove(session, member, code, address))));
  }

  private Optional<Enrolled> prove(
      StaffSession session, StaffMember member, String code, String address) {
    Instant now = clock.instant();
    OptionalLong step =
        members
            .secret(member.id())
            .map(secret -> codes.step(secret, StaffDoor.plain(code), now))
            .orElse(OptionalLong.empty());
    if (step.isEmpty()) {
      members.save(member.attempted(now));
      return Optional.empty();
    }
    members.save(member.activated(step.getAsLong()));
    links.remove(member.id());
    List<String> recovery = door.newRecoveryCodes(member.id());
    sessions.end(session.id(), now, "enrolled");
    String signedIn = door.open(member.id(), Stage.SIGNED_IN, address);
    recordAct.record(
        Act.of(member.id(), "staff.enrolled", "staff:" + member.id()).with("address", address));
    return Optional.of(new Enrolled(signedIn, recovery));
  }

  private Optional<StaffSession> enrolling(String token) {
    return sessions
        .find(token)
        .filter(session -> session.stage() == Stage.ENROLLING)
        .filter(session -> session.isOpen(clock.instant()));
  }
}
