package ng.bills.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.act.ActResult;
import ng.bills.domain.act.Colleague;
import ng.bills.web.page.OwnForms;

/**
 * What came with a form of the desk, and what came of it. The forms are plain ones: they keep no
 * state on the server, so nothing runs out while somebody is on the phone.
 */
public class DeskForm {

  private final HttpServletRequest request;
  private String which = "";
  private ActResult.Why why;

  DeskForm(HttpServletRequest request) {
    this.request = request;
  }

  /** Who is signed in, as the use cases know them. */
  static Colleague colleague(Me me) {
    SignedIn person = me.signedIn();
    return new Colleague(person.id(), person.name(), person.roles());
  }

  boolean isSent() {
    return OwnForms.isPlain(request);
  }

  String text(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(t -> !t.isEmpty());
  }

  /** An id out of a field or the address; empty when it is none. */
  Optional<UUID> id(String name) {
    try {
      return optional(name).filter(t -> t.length() == 36).map(UUID::fromString);
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  void failed(String form, ActResult.Why reason) {
    which = form;
    why = reason;
  }

  // --- for pages -------------------------------------------------------------------------------

  /** Whether that form was sent and something in it was wrong. */
  public boolean isWrong(String form) {
    return why != null && which.equals(form);
  }

  /** Whether that field of that form was wrong: {@code reason}, {@code evidence}, … */
  public boolean isWrongField(String form, String field) {
    return isWrong(form) && field.equals(field(why));
  }

  /** Whether a form was sent and nothing was done: said on top, as the form may be gone by now. */
  public boolean isFailed() {
    return why != null;
  }

  /** Why, by its name in the texts. */
  public String getWhy() {
    return why == null ? "" : why.name();
  }

  /** What was typed into a field of a form that comes back. */
  public String typed(String form, String field) {
    return isWrong(form) ? text(field) : "";
  }

  private static String field(ActResult.Why reason) {
    return switch (reason) {
      case REASON_NEEDED -> "reason";
      case EVIDENCE_NEEDED -> "evidence";
      case TOKEN_NEEDED -> "token";
      case COLLEAGUE_NEEDED -> "to";
      case NOT_ITS_PRICE -> "reference";
      default -> "";
    };
  }
}
