package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.act.ActResult;
import ng.bills.application.act.ActWish;
import ng.bills.application.act.RequestAct;
import ng.bills.application.act.TakeReview;
import ng.bills.application.desk.FindForDesk;
import ng.bills.application.desk.ReadQueues;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.vending.SalesGate;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundId;

/** The queues of what needs a person. */
@Named("queuesPage")
@RequestScoped
public class QueuesPage {

  private static final Set<ActKind> RELEASES =
      Set.of(ActKind.RELEASE_TO_SENDER, ActKind.RELEASE_TO_PAYMENT);

  private static final String TAKE = "TAKE";
  private static final String LAY_BACK = "LAY_BACK";

  private ReadQueues queues;
  private TakeReview taking;
  private RequestAct acts;
  private FindForDesk finding;
  private Me me;
  private InstantSource clock;
  private DeskForm form;

  protected QueuesPage() {}

  @Inject
  public QueuesPage(
      ReadQueues queues,
      TakeReview taking,
      RequestAct acts,
      FindForDesk finding,
      Me me,
      InstantSource clock,
      HttpServletRequest request) {
    this.queues = queues;
    this.taking = taking;
    this.acts = acts;
    this.finding = finding;
    this.me = me;
    this.clock = clock;
    this.form = new DeskForm(request);
  }

  private ReadQueues.Reviews reviews;
  private ReadQueues.Suspense suspense;
  private ReadQueues.DeadLetters dead;
  private List<RefundClocks.Line> breaches;
  private List<ReadQueues.Incident> incidents;

  /** Before the reviews are written: takes one, or lays it back. */
  public void workOnReviews() throws IOException {
    Optional<PaymentId> id = form.id("id").map(PaymentId::new);
    if (!form.isSent() || id.isEmpty()) {
      return;
    }
    boolean back = LAY_BACK.equals(form.text("act"));
    ActResult result =
        back
            ? taking.layBack(DeskForm.colleague(me), id.get())
            : taking.take(DeskForm.colleague(me), id.get());
    String next = "queue-reviews.xhtml?owner=mine&done=" + (back ? LAY_BACK : TAKE);
    after(result, id.get().toString(), next);
  }

  /** Before the suspense is written: proposes what becomes of some money. */
  public void workOnSuspense() throws IOException {
    Optional<RefundId> id = form.id("id").map(RefundId::new);
    if (!form.isSent() || id.isEmpty()) {
      return;
    }
    Optional<ActKind> kind =
        RELEASES.stream().filter(k -> k.name().equals(form.text("act"))).findFirst();
    ActResult result =
        kind.map(k -> release(id.get(), k))
            .orElseGet(() -> new ActResult.NotDone(ActResult.Why.DOES_NOT_FIT));
    after(result, id.get().toString(), "queue-suspense.xhtml?done=PROPOSED");
  }

  private ActResult release(RefundId money, ActKind kind) {
    Optional<PaymentId> target = Optional.empty();
    if (kind == ActKind.RELEASE_TO_PAYMENT) {
      Optional<String> reference =
          PaymentReference.read(form.text("reference")).map(PaymentReference::value);
      target =
          reference.flatMap(
              r ->
                  finding.find(r).found().stream()
                      .filter(f -> f.line().reference().equals(r))
                      .map(f -> f.line().id())
                      .findFirst());
      if (target.isEmpty()) {
        return new ActResult.NotDone(ActResult.Why.NOT_ITS_PRICE);
      }
    }
    return acts.request(
        DeskForm.colleague(me),
        ActWish.with(money, kind, target, form.text("reason"), form.optional("evidence")));
  }

  private void after(ActResult result, String which, String next) throws IOException {
    if (result instanceof ActResult.NotDone not) {
      form.failed(which, not.why());
      return;
    }
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.getExternalContext().redirect(next);
    faces.responseComplete();
  }

  // --- for the pages ---------------------------------------------------------------------------

  public DeskForm getForm() {
    return form;
  }

  public boolean isProposed() {
    return !form.isSent() && form.text("done").equals("PROPOSED");
  }

  /** What was done to a review before this page was asked for; empty for nothing. */
  public String getDone() {
    String done = form.isSent() ? "" : form.text("done");
    return done.equals(TAKE) || done.equals(LAY_BACK) ? done : "";
  }

  public boolean isActing() {
    return ActRights.mayRequest(ActKind.TAKE_REVIEW, me.signedIn().roles());
  }

  /** Which kind of review is shown; empty for all. */
  public String getKind() {
    String kind = form.text("kind");
    return Arrays.stream(Review.Kind.values()).anyMatch(k -> k.name().equals(kind)) ? kind : "";
  }

  /** Whose reviews are shown: {@code mine}, {@code nobody}, or all. */
  public String getOwner() {
    String owner = form.text("owner");
    return owner.equals("mine") || owner.equals("nobody") ? owner : "";
  }

  public ReadQueues.Reviews getReviews() {
    if (reviews == null) {
      reviews =
          queues.reviews(
              Optional.of(getKind()).filter(k -> !k.isEmpty()).map(Review.Kind::valueOf),
              Optional.of(me.getId()).filter(id -> getOwner().equals("mine")),
              getOwner().equals("nobody"));
    }
    return reviews;
  }

  public ReadQueues.Suspense getSuspense() {
    if (suspense == null) {
      suspense = queues.suspense();
    }
    return suspense;
  }

  public ReadQueues.DeadLetters getDead() {
    if (dead == null) {
      dead = queues.deadLetters();
    }
    return dead;
  }

  public List<RefundClocks.Line> getBreaches() {
    if (breaches == null) {
      breaches = queues.breaches();
    }
    return breaches;
  }

  public List<SalesGate.Closed> getNotSold() {
    return queues.notSold();
  }

  public List<ReadQueues.Incident> getIncidents() {
    if (incidents == null) {
      incidents = queues.incidents();
    }
    return incidents;
  }

  /** How long ago, such as {@code 2 d 3 h} or {@code 14 min}. */
  public String age(Instant since) {
    Duration age = Duration.between(since, clock.instant());
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : Math.max(0, age.toMinutes()) + " min";
  }
}
