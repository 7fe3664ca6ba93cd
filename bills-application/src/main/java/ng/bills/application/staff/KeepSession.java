package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffSession;
import ng.bills.domain.staff.StaffState;

/**
 * Finds whose session a request is of, for every request anew: a session that was ended, a role
 * that was taken away or a person who was disabled counts from the next request, on every server.
 */
@Singleton
public class KeepSession {

  private final StaffMembers members;
  private final StaffSessions sessions;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public KeepSession(
      StaffMembers members,
      StaffSessions sessions,
      RecordAct recordAct,
      UnitOfWork tx,
      InstantSource clock) {
    this.members = members;
    this.sessions = sessions;
    this.recordAct = recordAct;
    this.tx = tx;
    this.clock = clock;
  }

  /** Who has the token; empty when there is no such session, or it is over. */
  public Optional<StaffOnline> find(String token) {
    return tx.call(
        () -> {
          Instant now = clock.instant();
          return sessions
              .find(token)
              .filter(session -> session.isOpen(now))
              .flatMap(
                  session ->
                      members
                          .find(session.staff())
                          .filter(member -> fits(member, session.stage()))
                          .map(
                              member -> {
                                if (session.isToBeNoted(now)) {
                                  sessions.seen(session.id(), now);
                                }
                                return new StaffOnline(member, session);
                              }));
        });
  }

  private static boolean fits(StaffMember member, StaffSession.Stage stage) {
    return switch (stage) {
      case ENROLLING -> member.state() == StaffState.INVITED;
      case PASSWORD_GIVEN, SIGNED_IN -> member.isActive();
    };
  }

  /** Ends the session of the person themselves. */
  public void signOut(String token) {
    tx.run(
        () ->
            sessions
                .find(token)
                .ifPresent(
                    session -> {
                      sessions.end(session.id(), clock.instant(), "signed out");
                      recordAct.record(
                          Act.of(session.staff(), "staff.signed_out", "staff:" + session.staff()));
                    }));
  }
}
