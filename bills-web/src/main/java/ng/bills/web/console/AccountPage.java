package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.staff.OwnAccount;
import ng.bills.domain.staff.StaffSession;

/** Everybody's own account: password, recovery codes, sessions. */
@Named("account")
@RequestScoped
public class AccountPage {

  private OwnAccount ownAccount;
  private Me me;
  private Visitor visitor;
  private String present;
  private String password;
  private String repeated;
  private String code;
  private List<String> recoveryCodes = List.of();

  protected AccountPage() {}

  @Inject
  public AccountPage(OwnAccount ownAccount, Me me, Visitor visitor) {
    this.ownAccount = ownAccount;
    this.me = me;
    this.visitor = visitor;
  }

  /**
   * An open session.
   *
   * @param session what is known of it
   * @param here whether it is that of this page
   */
  public record Line(StaffSession session, boolean here) {

    public Instant getCreatedAt() {
      return session.createdAt();
    }

    public Instant getSeenAt() {
      return session.seenAt();
    }

    public String getAddress() {
      return session.address();
    }

    public boolean isHere() {
      return here;
    }
  }

  public List<Line> getSessions() {
    return ownAccount.sessions(me.getId()).stream()
        .map(session -> new Line(session, session.id().equals(me.signedIn().session())))
        .toList();
  }

  /** Changes the password; the page is then asked for anew, by the new session. */
  public String changePassword() {
    OwnAccount.Answer answer =
        ownAccount.changePassword(me.getId(), visitor.address(), present, password, repeated);
    return switch (answer.change()) {
      case DONE -> {
        visitor.begin(answer.token().orElseThrow());
        yield "/console/account.xhtml?faces-redirect=true&done=password";
      }
      case WRONG -> {
        visitor.complain("password:present", "account.wrongPassword");
        yield null;
      }
      case BROKEN -> {
        visitor.complain("password:new", "password." + answer.broken().orElseThrow());
        yield null;
      }
    };
  }

  /** Gives new recovery codes. */
  public void renewRecoveryCodes() {
    Optional<List<String>> fresh = ownAccount.renewRecoveryCodes(me.getId(), code);
    if (fresh.isEmpty()) {
      visitor.complain("recovery:code", "setUp.refused");
    } else {
      recoveryCodes = fresh.get();
    }
  }

  /** Ends the other sessions. */
  public void endOthers() {
    ownAccount.endOtherSessions(me.getId(), me.signedIn().session());
    visitor.confirm("account.othersEnded");
  }

  public int getRecoveryCodesLeft() {
    return ownAccount.recoveryCodesLeft(me.getId());
  }

  /** Shown once, on the answer that gave them. */
  public List<String> getRecoveryCodes() {
    return recoveryCodes;
  }

  /** Never shown again. */
  public String getPresent() {
    return null;
  }

  public void setPresent(String present) {
    this.present = present;
  }

  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getRepeated() {
    return null;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
