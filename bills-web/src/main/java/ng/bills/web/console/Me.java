package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.staff.StaffSession;

/** Who is signed in, for pages ({@code #{me.name}}, {@code #{me.may('FINANCE')}}) and beans. */
@Named("me")
@RequestScoped
public class Me {

  private HttpServletRequest request;

  protected Me() {}

  @Inject
  public Me(HttpServletRequest request) {
    this.request = request;
  }

  public StaffId getId() {
    return signedIn().id();
  }

  public String getName() {
    return signedIn().name();
  }

  /** After how many seconds without a request they are signed out. */
  public long getIdleSeconds() {
    return StaffSession.IDLE.toSeconds();
  }

  /** Whether they have one of the roles, named as in {@link StaffRole} and separated by commas. */
  public boolean may(String roles) {
    for (String role : roles.split(",")) {
      if (signedIn().roles().contains(StaffRole.valueOf(role.strip()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The person.
   *
   * @throws IllegalStateException on a page that is open to everybody
   */
  public SignedIn signedIn() {
    if (request.getAttribute(SignedIn.ATTRIBUTE) instanceof SignedIn person) {
      return person;
    }
    throw new IllegalStateException("nobody is signed in");
  }
}
