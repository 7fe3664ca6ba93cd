package ng.bills.web.console.insight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ng.bills.application.fee.DecideFee;
import ng.bills.application.fee.FeeAnswer;
import ng.bills.application.fee.FindFees;
import ng.bills.application.fee.ProposeFee;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.fee.FeeScope;
import ng.bills.web.console.Me;

/** What we charge on top of the bills, what we charged before, and who changes it from when. */
@Named("feesPage")
@RequestScoped
public class FeesPage {

  private FindFees find;
  private ProposeFee proposing;
  private DecideFee deciding;
  private Me me;
  private FeeForm form;
  private FeeLines lines;
  private FeeAnswer refused;
  private String refusedForm = "";
  private List<FeeChange> changes;

  protected FeesPage() {}

  @Inject
  public FeesPage(
      FindFees find, ProposeFee proposing, DecideFee deciding, Me me, HttpServletRequest request) {
    this.find = find;
    this.proposing = proposing;
    this.deciding = deciding;
    this.me = me;
    this.form = new FeeForm(request);
  }

  /** Before the page is written: does what a form asks for. */
  public void work() throws IOException {
    if (!form.isSent()) {
      return;
    }
    Colleague who = new Colleague(me.getId(), me.getName(), me.signedIn().roles());
    String act = form.text("act");
    FeeAnswer answer =
        switch (act) {
          case "approve" ->
              form.change()
                  .map(id -> deciding.approve(who, id, form.text("reason")))
                  .orElse(FeeAnswer.NOT_FOUND);
          case "refuse" ->
              form.change()
                  .map(id -> deciding.refuse(who, id, form.text("reason")))
                  .orElse(FeeAnswer.NOT_FOUND);
          default -> proposing.propose(who, form.wish());
        };
    if (answer == FeeAnswer.DONE) {
      FacesContext faces = FacesContext.getCurrentInstance();
      String done =
          form.change().isEmpty() ? "proposed" : act.equals("approve") ? "approved" : "refused";
      faces.getExternalContext().redirect("fees.xhtml?done=" + done);
      faces.responseComplete();
      return;
    }
    refused = answer;
    refusedForm = form.text("id");
  }

  private FeeLines lines() {
    if (lines == null) {
      lines = new FeeLines(Words.ofPage(), me.getId());
    }
    return lines;
  }

  // --- forms -----------------------------------------------------------------------------------

  /** What was done before this page was asked for; empty for nothing. */
  public String getDone() {
    String done = form.isSent() ? "" : form.text("done");
    return done.matches("proposed|approved|refused") ? done : "";
  }

  public boolean isDecider() {
    return FeeChange.mayDecide(me.signedIn().roles());
  }

  public FeeForm getForm() {
    return form;
  }

  /**
   * Why that field of that form was refused; empty when it was not.
   *
   * @param id of the proposal that was decided about; empty for a new one
   * @param field {@code scope}, {@code naira}, {@code from}, {@code reason}; empty for what is in
   *     no field
   */
  public String fault(String id, String field) {
    return refused != null && refusedForm.equals(id) && field.equals(FeeForm.fieldOf(refused))
        ? lines().why(refused)
        : "";
  }

  /**
   * Bills whose fee can be changed.
   *
   * @param value as it is sent
   * @param label on the page
   * @param chosen whether it was chosen in the form that came back
   */
  public record Choice(String value, String label, boolean chosen) {}

  public List<Choice> getScopes() {
    List<FeeScope> scopes = new ArrayList<>();
    Arrays.stream(BillType.values()).map(FeeScope::of).forEach(scopes::add);
    find.billers().stream().map(FeeScope::of).forEach(scopes::add);
    return scopes.stream()
        .map(
            s ->
                new Choice(
                    s.toString(), lines().label(s), s.toString().equals(form.typed("scope"))))
        .toList();
  }

  // --- what is charged -------------------------------------------------------------------------

  public List<FeeLines.Present> getPresent() {
    return find.present().stream().map(lines()::present).toList();
  }

  /** Those that wait for a second person. */
  public List<FeeLines.Change> getWaiting() {
    return changes(true);
  }

  /** Those that were decided or lapsed, the last proposed first. */
  public List<FeeLines.Change> getDecided() {
    return changes(false);
  }

  private List<FeeLines.Change> changes(boolean waiting) {
    if (changes == null) {
      changes = find.changes();
    }
    return changes.stream()
        .filter(c -> (c.state() == FeeChangeState.PROPOSED) == waiting)
        .map(lines()::change)
        .toList();
  }

  /** What the settings were, the latest first; empty until the first node has looked. */
  public List<FeeLines.Version> getVersions() {
    List<FeeLines.Version> versions = new ArrayList<>();
    find.settings().forEach(v -> versions.add(lines().version(v, versions.isEmpty())));
    return versions;
  }
}
