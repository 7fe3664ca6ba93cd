package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import ng.bills.application.staff.ChangeStaff;
import ng.bills.application.staff.InviteStaff;
import ng.bills.application.staff.ListStaff;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Administrators look after the accounts of our people. */
@Named("staff")
@RequestScoped
public class StaffPage {

  private static final int MAX_NAME = 100;
  private static final int MAX_REASON = 500;

  private ListStaff listStaff;
  private InviteStaff inviteStaff;
  private ChangeStaff changeStaff;
  private Me me;
  private Visitor visitor;
  private String appAddress;

  private String name;
  private String email;
  private String[] roles = {};
  private String reason;
  private String id;
  private String link;

  protected StaffPage() {}

  @Inject
  public StaffPage(
      ListStaff listStaff,
      InviteStaff inviteStaff,
      ChangeStaff changeStaff,
      Me me,
      Visitor visitor,
      HttpServletRequest request,
      @ConfigProperty(name = "app.address") String appAddress) {
    this.listStaff = listStaff;
    this.inviteStaff = inviteStaff;
    this.changeStaff = changeStaff;
    this.me = me;
    this.visitor = visitor;
    // known before Faces reads the form: what is shown of nobody takes nothing in
    this.id = request.getParameter("id");
    // as the operator says it, never as a request does: the link lets somebody in
    this.appAddress = appAddress.replaceAll("/+$", "");
  }

  /**
   * One of the people, for a line or a page.
   *
   * @param own whether it is who looks
   */
  public record Line(StaffMember member, boolean own) {

    public String getId() {
      return member.id().toString();
    }

    public String getName() {
      return member.name();
    }

    public String getEmail() {
      return member.email().value();
    }

    public String getState() {
      return member.state().name();
    }

    public List<String> getRoles() {
      return member.roles().stream().map(StaffRole::name).toList();
    }

    public Instant getCreatedAt() {
      return member.createdAt();
    }

    public boolean isOwn() {
      return own;
    }
  }

  /** Everybody. */
  public List<Line> getAll() {
    return listStaff.all().stream().map(this::line).toList();
  }

  /** Who the page is about; null when there is no such person. */
  public Line getMember() {
    return staffId().flatMap(listStaff::find).map(this::line).orElse(null);
  }

  private Line line(StaffMember member) {
    return new Line(member, member.id().equals(me.getId()));
  }

  /** All roles there are. */
  public StaffRole[] getAllRoles() {
    return StaffRole.values();
  }

  /** Invites somebody new; the link is shown once, on this answer. */
  public void invite() {
    Optional<StaffEmail> address = StaffEmail.read(email);
    if (address.isEmpty()) {
      visitor.complain("form:email", "staff.notAnEmail");
      return;
    }
    if (!isLine(name, MAX_NAME)) {
      visitor.complain("form:name", "staff.notAName");
      return;
    }
    show(
        inviteStaff.invite(Optional.of(me.getId()), address.get(), name.strip(), chosenRoles()),
        "form:email");
  }

  /** Gives a new start. */
  public void again() {
    if (!hasReason("access:reason")) {
      return;
    }
    staffId()
        .ifPresentOrElse(
            staff -> show(inviteStaff.again(Optional.of(me.getId()), staff, reason), null),
            () -> visitor.complain(null, "staff.UNKNOWN"));
  }

  private void show(InviteStaff.Invitation invitation, String field) {
    if (invitation instanceof InviteStaff.Invited invited) {
      link = appAddress + "/console/enrol.xhtml?code=" + invited.code();
      visitor.confirm("staff.invited");
    } else {
      visitor.complain(
          invitation == InviteStaff.Refused.EMAIL_TAKEN ? field : null,
          "staff." + ((InviteStaff.Refused) invitation).name());
    }
  }

  /** Gives other roles. */
  public void changeRoles() {
    act(
        "roles:reason",
        staff -> changeStaff.roles(Optional.of(me.getId()), staff, chosenRoles(), reason));
  }

  /** Shuts out. */
  public void disable() {
    act("access:reason", staff -> changeStaff.disable(Optional.of(me.getId()), staff, reason));
  }

  /** Ends all sessions. */
  public void endSessions() {
    act("access:reason", staff -> changeStaff.endSessions(Optional.of(me.getId()), staff, reason));
  }

  private void act(String reasonField, Function<StaffId, ChangeStaff.Outcome> work) {
    if (!hasReason(reasonField)) {
      return;
    }
    ChangeStaff.Outcome outcome = staffId().map(work).orElse(ChangeStaff.Outcome.UNKNOWN);
    if (outcome == ChangeStaff.Outcome.DONE) {
      visitor.confirm("staff.done");
    } else {
      visitor.complain(null, "staff." + outcome.name());
    }
  }

  private boolean hasReason(String field) {
    boolean given = isLine(reason, MAX_REASON);
    if (!given) {
      visitor.complain(field, "staff.notAReason");
    }
    return given;
  }

  /** The length an input field allows is only the browser's word. */
  private static boolean isLine(String text, int most) {
    return text != null
        && !text.isBlank()
        && text.length() <= most
        && text.chars().noneMatch(Character::isISOControl);
  }

  private Set<StaffRole> chosenRoles() {
    Set<StaffRole> chosen = EnumSet.noneOf(StaffRole.class);
    for (String role : roles) {
      chosen.add(StaffRole.valueOf(role));
    }
    return chosen;
  }

  private Optional<StaffId> staffId() {
    try {
      return Optional.ofNullable(id).map(UUID::fromString).map(StaffId::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The link of who was invited just now; null otherwise. */
  public String getLink() {
    return link;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String[] getRoles() {
    return roles.clone();
  }

  public void setRoles(String[] roles) {
    this.roles = roles.clone();
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }
}
