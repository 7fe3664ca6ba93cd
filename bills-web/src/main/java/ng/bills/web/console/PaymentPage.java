package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.act.ActResult;
import ng.bills.application.act.ActWish;
import ng.bills.application.act.HandOverReview;
import ng.bills.application.act.RequestAct;
import ng.bills.application.act.RevealToStaff;
import ng.bills.application.act.TakeReview;
import ng.bills.application.desk.ReadPaymentFile;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.staff.StaffId;

/** One payment: what is known of it, and what can be done to it. */
@Named("paymentPage")
@RequestScoped
public class PaymentPage {

  private static final String REVEAL = "REVEAL";
  private static final String TAKE = "TAKE";
  private static final String LAY_BACK = "LAY_BACK";
  private static final String HAND_OVER = "HAND_OVER";

  private ReadPaymentFile files;
  private RequestAct acts;
  private RevealToStaff revealing;
  private TakeReview reviews;
  private HandOverReview handingOver;
  private Me me;
  private DeskForm form;
  private ReadPaymentFile.File file;
  private RevealToStaff.Shown shown;
  private List<Colleague> colleagues;

  protected PaymentPage() {}

  @Inject
  public PaymentPage(
      ReadPaymentFile files,
      RequestAct acts,
      RevealToStaff revealing,
      TakeReview reviews,
      HandOverReview handingOver,
      Me me,
      HttpServletRequest request) {
    this.files = files;
    this.acts = acts;
    this.revealing = revealing;
    this.reviews = reviews;
    this.handingOver = handingOver;
    this.me = me;
    this.form = new DeskForm(request);
  }

  /** Before the page is written: does what a form asks for, then reads the payment. */
  public void work() throws IOException {
    FacesContext faces = FacesContext.getCurrentInstance();
    Optional<PaymentId> id = form.id("id").map(PaymentId::new);
    if (id.isPresent() && form.isSent() && done(id.get())) {
      faces
          .getExternalContext()
          .redirect("payment.xhtml?id=" + id.get() + "&done=" + form.text("act"));
      faces.responseComplete();
      return;
    }
    file = id.flatMap(files::read).orElse(null);
    if (file == null) {
      faces.getExternalContext().responseSendError(404, "no such payment");
      faces.responseComplete();
    }
  }

  private boolean done(PaymentId id) {
    String act = form.text("act");
    Colleague who = DeskForm.colleague(me);
    return switch (act) {
      case REVEAL -> {
        reveal(who, id);
        yield false; // what was asked for is shown on this very page, once
      }
      case TAKE -> accepted(act, reviews.take(who, id));
      case LAY_BACK -> accepted(act, reviews.layBack(who, id));
      case HAND_OVER ->
          accepted(
              act,
              handingOver.handOver(who, id, form.id("to").map(StaffId::new), form.text("reason")));
      default -> accepted(form.optional("notice").orElse(act), request(who, id, act));
    };
  }

  private ActResult request(Colleague who, PaymentId id, String act) {
    Optional<ActKind> kind =
        Arrays.stream(ActKind.values())
            .filter(k -> k.name().equals(act) && k != ActKind.REVEAL && k != ActKind.TAKE_REVIEW)
            .findFirst();
    if (kind.isEmpty()) {
      return new ActResult.NotDone(ActResult.Why.DOES_NOT_FIT);
    }
    ActWish wish = ActWish.on(id, kind.get(), form.text("reason"), form.optional("evidence"));
    ActWish told = form.optional("token").map(wish::telling).orElse(wish);
    return acts.request(who, form.id("notice").map(NoticeId::new).map(told::about).orElse(told));
  }

  private boolean accepted(String which, ActResult result) {
    if (result instanceof ActResult.NotDone not) {
      form.failed(which, not.why());
      return false;
    }
    return true;
  }

  private void reveal(Colleague who, PaymentId id) {
    Optional<RevealToStaff.Secret> secret =
        Arrays.stream(RevealToStaff.Secret.values())
            .filter(s -> s.name().equals(form.text("secret")))
            .findFirst();
    RevealToStaff.Result result =
        secret
            .map(s -> revealing.reveal(who, id, s, form.text("reason")))
            .orElseGet(() -> new RevealToStaff.NotShown(ActResult.Why.DOES_NOT_FIT));
    if (result instanceof RevealToStaff.Shown values) {
      shown = values;
    } else if (result instanceof RevealToStaff.NotShown not) {
      form.failed(REVEAL, not.why());
    }
  }

  // --- for the page ----------------------------------------------------------------------------

  public ReadPaymentFile.File getFile() {
    return file;
  }

  public Payment getPayment() {
    return file.payment();
  }

  public DeskForm getForm() {
    return form;
  }

  /** What was just revealed; null when nothing was. */
  public RevealToStaff.Shown getShown() {
    return shown;
  }

  public RevealToStaff.Secret[] getSecrets() {
    return RevealToStaff.Secret.values();
  }

  /** What was done before this page was asked for; empty for nothing. */
  public String getDone() {
    String done = form.isSent() ? "" : form.text("done");
    return done.matches("[A-Z_]{1,40}") ? done : "";
  }

  /** What fits the payment and this person's role. */
  public List<ActKind> getActs() {
    return file.possible().stream()
        .filter(kind -> ActRights.mayRequest(kind, me.signedIn().roles()))
        .toList();
  }

  public boolean isActing() {
    return ActRights.mayRequest(ActKind.REVEAL, me.signedIn().roles());
  }

  /** Whom the review can be given to. */
  public List<Colleague> getColleagues() {
    if (colleagues == null) {
      colleagues =
          handingOver.colleagues().stream().filter(c -> !c.id().equals(me.getId())).toList();
    }
    return colleagues;
  }

  /** Whether that colleague was chosen in a form that comes back. */
  public boolean isChosen(Colleague colleague) {
    return form.typed(HAND_OVER, "to").equals(colleague.id().toString());
  }

  /** The proposal that waits for a second person; null when there is none. */
  public StaffAct getWaiting() {
    return file.acts().stream()
        .filter(a -> a.state() == ActState.PROPOSED)
        .findFirst()
        .orElse(null);
  }

  /** What comes next, by its name in the texts. */
  public String getNext() {
    Payment payment = file.payment();
    if (payment.review().isPresent()) {
      return "review";
    }
    return switch (payment.state()) {
      case PENDING_PAYMENT -> "money";
      case CNGN_RECEIVED, VERIFYING_ACCOUNT -> "check";
      case PROCESSING_BILL -> "vend";
      case PROVIDER_PROCESSING -> "requery";
      case RETRY_SCHEDULED, PROVIDER_FAILED -> "retry";
      case REFUND_INITIATED, REFUND_PROCESSING, ACCOUNT_INVALID -> "refund";
      default -> "none";
    };
  }

  /** When that is; null when it is not set. */
  public Instant getNextAt() {
    Payment payment = file.payment();
    return switch (getNext()) {
      case "review" -> payment.review().orElseThrow().since();
      case "money" -> payment.expiresAt();
      case "refund" ->
          file.refunds().stream()
              .map(r -> r.snapshot())
              .map(RefundSnapshot::nextActionAt)
              .flatMap(Optional::stream)
              .findFirst()
              .orElse(null);
      case "none" -> null;
      default -> payment.nextActionAt().orElse(null);
    };
  }
}
