package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.audit.AuditVerdict;
import ng.bills.application.audit.FindActs;
import ng.bills.application.audit.VerifyAudit;
import ng.bills.application.audit.WatchAudit;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.staff.ListStaff;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.staff.StaffMember;

/** What our people did, and whether the log is what was written. */
@Named("audit")
@RequestScoped
public class AuditPage {

  private static final int PAGE = 50;

  private FindActs findActs;
  private VerifyAudit verifyAudit;
  private WatchAudit watch;
  private ListStaff listStaff;
  private String by;
  private String kind;
  private String subject;
  private String before;
  private List<Line> lines;
  private AuditVerdict verdict;
  private Map<UUID, String> names;

  protected AuditPage() {}

  @Inject
  public AuditPage(
      FindActs findActs, VerifyAudit verifyAudit, WatchAudit watch, ListStaff listStaff) {
    this.findActs = findActs;
    this.verifyAudit = verifyAudit;
    this.watch = watch;
    this.listStaff = listStaff;
  }

  /**
   * One act.
   *
   * @param who the person's name; empty for a command
   */
  public record Line(AuditEntry entry, String who) {

    public long getNumber() {
      return entry.number();
    }

    public Instant getAt() {
      return entry.at();
    }

    public String getWho() {
      return who;
    }

    public String getKind() {
      return entry.kind();
    }

    public String getSubject() {
      return entry.subject();
    }

    public String getReason() {
      return entry.reason();
    }

    public List<String> getDetails() {
      return entry.details().entrySet().stream()
          .map(detail -> detail.getKey() + ": " + detail.getValue())
          .toList();
    }
  }

  /** The acts that are looked for, the latest first. */
  public List<Line> getLines() {
    if (lines == null) {
      AuditLog.Query query =
          new AuditLog.Query(
              uuid(by), given(kind), given(subject), Optional.empty(), Optional.empty());
      lines =
          findActs.latest(query, number(before), PAGE).stream()
              .map(entry -> new Line(entry, entry.by().map(id -> name(id)).orElse("")))
              .toList();
    }
    return lines;
  }

  /** Where the next page begins; null when there is none. */
  public Long getNext() {
    List<Line> shown = getLines();
    return shown.size() < PAGE ? null : shown.get(shown.size() - 1).getNumber();
  }

  /** Checks the whole log, and its end against what this node has noted of it. */
  public void verify() {
    verdict = verifyAudit.verify(watch.noted());
  }

  public boolean isVerified() {
    return verdict != null;
  }

  public boolean isWhole() {
    return verdict.isWhole();
  }

  public long getChecked() {
    return verdict.checked();
  }

  public String getEnd() {
    return verdict.end().number() + ":" + verdict.end().seal();
  }

  public List<Break> getBreaks() {
    return verdict.breaks().stream().map(Break::new).toList();
  }

  /** A place where the log is not what it was. */
  public record Break(AuditBreak found) {

    public long getNumber() {
      return found.number();
    }

    public String getWhat() {
      return found.what().name();
    }
  }

  public List<StaffMember> getPeople() {
    return listStaff.all();
  }

  private String name(UUID id) {
    if (names == null) {
      names = new HashMap<>();
      listStaff.all().forEach(member -> names.put(member.id().value(), member.name()));
    }
    return names.getOrDefault(id, id.toString());
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(t -> !t.isEmpty() && t.indexOf('\0') < 0);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return given(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long number(String text) {
    return given(text)
        .filter(t -> t.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(Long.MAX_VALUE);
  }

  public String getBy() {
    return by;
  }

  public void setBy(String by) {
    this.by = by;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public String getBefore() {
    return before;
  }

  public void setBefore(String before) {
    this.before = before;
  }
}
