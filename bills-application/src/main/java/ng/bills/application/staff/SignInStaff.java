package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.AddressLockouts;
import ng.bills.application.staff.port.CodeGenerator;
import ng.bills.application.staff.port.PasswordHashing;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.partner.NetworkAddress;
import ng.bills.domain.staff.Lockout;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffSession;
import ng.bills.domain.staff.StaffSession.Stage;

/**
 * Signs somebody in: first the password, then the second factor. Every refusal looks the same and
 * costs the same, whether the person exists, is disabled, waits or mistyped. An attempt is counted
 * before it is looked at, so that many at once count as many; a right one is given back.
 */
@Singleton
public class SignInStaff {

  private static final int V6_NETWORK_BITS = 64;
  private static final String NOBODY = "nobody ";
  private static final int NOBODIES = 0xffff;

  private final StaffMembers members;
  private final StaffSessions sessions;
  private final AddressLockouts addresses;
  private final PasswordHashing hashing;
  private final CodeGenerator codes;
  private final StaffDoor door;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public SignInStaff(
      StaffMembers members,
      StaffSessions sessions,
      AddressLockouts addresses,
      PasswordHashing hashing,
      CodeGenerator codes,
      StaffDoor door,
      RecordAct recordAct,
      UnitOfWork tx,
      InstantSource clock) {
    this.members = members;
    this.sessions = sessions;
    this.addresses = addresses;
    this.hashing = hashing;
    this.codes = codes;
    this.door = door;
    this.recordAct = recordAct;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Looks at a password.
   *
   * @param address the network address it comes from
   * @return the token of a session that waits for the second factor; empty when it is refused
   */
  public Optional<String> givePassword(String email, String password, String address) {
    if (!tx.call(() -> countAddress(network(address)))) {
      hashing.pretend(password);
      return Optional.empty();
    }
    Optional<StaffMember> admitted = tx.call(() -> admit(email));
    if (admitted.isEmpty()) {
      hashing.pretend(password);
      return Optional.empty();
    }
    StaffMember member = admitted.get();
    String hash = member.passwordHash().orElseThrow();
    if (!hashing.matches(password, hash)) {
      return Optional.empty();
    }
    Optional<String> better =
        hashing.isOutdated(hash) ? Optional.of(hashing.hash(password)) : Optional.empty();
    return tx.call(
        () -> {
          Optional<StaffMember> still =
              members
                  .lock(member.id())
                  .filter(StaffMember::isActive)
                  .filter(m -> m.passwordHash().equals(member.passwordHash()));
          if (still.isEmpty()) {
            return Optional.empty();
          }
          StaffMember forgiven = still.get().forgiven();
          members.save(better.map(forgiven::withPassword).orElse(forgiven));
          forgive(network(address));
          return Optional.of(door.open(member.id(), Stage.PASSWORD_GIVEN, address));
        });
  }

  /** Who may try now; the attempt is counted. */
  private Optional<StaffMember> admit(String email) {
    Optional<StaffMember> member =
        StaffEmail.read(email)
            .flatMap(members::find)
            .flatMap(found -> members.lock(found.id()))
            .filter(StaffMember::isActive);
    if (member.isEmpty()) {
      countNobody(email);
    }
    return member.filter(this::count);
  }

  /**
   * Attempts about nobody are counted as those about somebody are: by the time that writing takes
   * one could else find out who is here. A few bits of what was typed make the row's name; it might
   * have been a password.
   */
  private void countNobody(String email) {
    String name = NOBODY + (email.strip().toLowerCase(Locale.ROOT).hashCode() & NOBODIES);
    Lockout lockout = addresses.lock(name);
    Instant now = clock.instant();
    if (!lockout.isClosed(now)) {
      addresses.save(name, lockout.failed(Lockout.Rule.OF_PERSON, now));
    }
  }

  /**
   * Looks at a code of the authenticator, or at a recovery code.
   *
   * @param token of the session that waits for it
   * @return the token of the session that is signed in, another one; empty when it is refused
   */
  public Optional<String> giveCode(String token, String code, String address) {
    if (!tx.call(() -> countAddress(network(address)))) {
      return Optional.empty();
    }
    Optional<StaffSession> waiting =
        tx.call(
            () ->
                find(token)
                    .filter(
                        session ->
                            members
                                .lock(session.staff())
                                .filter(StaffMember::isActive)
                                .filter(this::count)
                                .isPresent()));
    // counted and committed before it is looked at
    return waiting.flatMap(session -> tx.call(() -> accept(session, token, code, address)));
  }

  private Optional<String> accept(StaffSession session, String token, String code, String address) {
    Optional<StaffMember> known =
        find(token).flatMap(s -> members.lock(s.staff())).filter(StaffMember::isActive);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    StaffMember member = known.get();
    Instant now = clock.instant();
    String typed = StaffDoor.plain(code);
    OptionalLong step =
        members
            .secret(member.id())
            .map(secret -> codes.step(secret, typed, now))
            .orElse(OptionalLong.empty());
    boolean fresh = step.isPresent() && step.getAsLong() > member.lastStep();
    boolean recovered = !fresh && members.useRecoveryCode(member.id(), typed, now);
    if (!fresh && !recovered) {
      return Optional.empty();
    }
    members.save(fresh ? member.codeTaken(step.getAsLong()) : member.cleared());
    forgive(network(address));
    sessions.end(session.id(), now, "signed in");
    String signedIn = door.open(member.id(), Stage.SIGNED_IN, address);
    recordAct.record(
        Act.of(member.id(), "staff.signed_in", "staff:" + member.id())
            .with("address", address)
            .with("factor", fresh ? "code" : "recovery code"));
    return Optional.of(signedIn);
  }

  private Optional<StaffSession> find(String token) {
    return sessions
        .find(token)
        .filter(session -> session.stage() == Stage.PASSWORD_GIVEN)
        .filter(session -> session.isOpen(clock.instant()));
  }

  private boolean countAddress(String network) {
    Lockout lockout = addresses.lock(network);
    Instant now = clock.instant();
    if (lockout.isClosed(now)) {
      return false;
    }
    addresses.save(network, lockout.failed(Lockout.Rule.OF_ADDRESS, now));
    return true;
  }

  private void forgive(String network) {
    addresses.save(network, addresses.lock(network).forgiven());
  }

  /** Of IPv6 the first 64 bits: whoever has one address there has them all. */
  private static String network(String address) {
    return NetworkAddress.read(address)
        .filter(read -> read.bits() > V6_NETWORK_BITS)
        .map(
            read ->
                new NetworkAddress(
                    read.bits(),
                    read.value().shiftRight(V6_NETWORK_BITS).shiftLeft(V6_NETWORK_BITS)))
        .map(read -> read + "/" + V6_NETWORK_BITS)
        .orElse(address);
  }

  /** Whether an attempt about somebody may be made now; it is counted then. */
  private boolean count(StaffMember member) {
    Instant now = clock.instant();
    if (member.lockout().isClosed(now)) {
      return false;
    }
    StaffMember counted = member.attempted(now);
    members.save(counted);
    if (counted.lockout().isClosed(now)) {
      recordAct.record(
          new Act(
              Optional.<StaffId>empty(),
              "staff.locked",
              "staff:" + member.id(),
              "",
              Map.of("failures", Integer.toString(counted.lockout().failures()))));
    }
    return true;
  }
}
