package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import ng.bills.application.act.ActResult;
import ng.bills.application.act.DecideAct;
import ng.bills.application.desk.ReadQueues;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;

/** Acts that wait for a second person, and those that were decided. */
@Named("actsPage")
@RequestScoped
public class ActsPage {

  private DecideAct deciding;
  private ReadQueues queues;
  private Me me;
  private DeskForm form;
  private ReadQueues.Acts acts;

  protected ActsPage() {}

  @Inject
  public ActsPage(DecideAct deciding, ReadQueues queues, Me me, HttpServletRequest request) {
    this.deciding = deciding;
    this.queues = queues;
    this.me = me;
    this.form = new DeskForm(request);
  }

  /** Before the page is written: decides what a form asks for, then reads the list. */
  public void work() throws IOException {
    Optional<ActId> id = form.id("id").map(ActId::new);
    if (form.isSent() && id.isPresent()) {
      Colleague who = DeskForm.colleague(me);
      boolean approve = "approve".equals(form.text("decision"));
      ActResult result =
          approve
              ? deciding.approve(who, id.get(), form.text("reason"))
              : deciding.refuse(who, id.get(), form.text("reason"));
      if (result instanceof ActResult.NotDone not) {
        form.failed(id.get().toString(), not.why());
      } else {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces
            .getExternalContext()
            .redirect("acts.xhtml?done=" + (approve ? "APPROVED" : "REFUSED"));
        faces.responseComplete();
        return;
      }
    }
    acts = queues.acts();
  }

  public ReadQueues.Acts getActs() {
    return acts;
  }

  public DeskForm getForm() {
    return form;
  }

  public String getDone() {
    String done = form.isSent() ? "" : form.text("done");
    return done.equals("APPROVED") || done.equals("REFUSED") ? done : "";
  }

  /** Whether this person may approve it. */
  public boolean mayApprove(StaffAct act) {
    return !isOwn(act) && ActRights.mayApprove(act.kind(), me.signedIn().roles());
  }

  public boolean isOwn(StaffAct act) {
    return act.by().id().equals(me.getId());
  }
}
