package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ng.bills.application.port.IdSource;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffSession;

/** Makes sessions and recovery codes, for the use cases by which somebody comes in. */
@Singleton
public class StaffDoor {

  private static final int TOKEN_LENGTH = 43; // 256 bits in letters and digits
  private static final int CODES = 10;
  private static final int CODE_LENGTH = 10;
  private static final String UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private final StaffMembers members;
  private final StaffSessions sessions;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public StaffDoor(
      StaffMembers members, StaffSessions sessions, IdSource ids, InstantSource clock) {
    this.members = members;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a session, in the open unit of work; what it returns only the browser keeps. */
  String open(StaffId staff, StaffSession.Stage stage, String address) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String token = ids.randomText(TOKEN_LENGTH);
    sessions.add(new StaffSession(ids.newId(), staff, stage, now, now, address), token);
    return token;
  }

  /** Gives new recovery codes, in the open unit of work; they are shown once. */
  List<String> newRecoveryCodes(StaffId staff) {
    List<String> codes = IntStream.range(0, CODES).mapToObj(i -> recoveryCode()).toList();
    members.keepRecoveryCodes(staff, codes.stream().map(StaffDoor::plain).toList());
    return codes;
  }

  /** As {@code abcde-fgh23}: about 50 bits. */
  private String recoveryCode() {
    StringBuilder code = new StringBuilder();
    for (byte b : ids.randomBytes(CODE_LENGTH)) {
      if (code.length() == CODE_LENGTH / 2) {
        code.append('-');
      }
      code.append(UNMISTAKABLE.charAt(Byte.toUnsignedInt(b) % UNMISTAKABLE.length()));
    }
    return code.toString();
  }

  /** A code as it was typed, without what people put in between. */
  static String plain(String code) {
    return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
