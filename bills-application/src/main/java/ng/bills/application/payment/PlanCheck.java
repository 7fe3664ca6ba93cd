package ng.bills.application.payment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillType.PlanUse;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;

/** Reads which plan a form asks for, and what is to be done to a subscription. */
final class PlanCheck {

  private final PlansOnSale plans;

  PlanCheck(PlansOnSale plans) {
    this.plans = plans;
  }

  /**
   * What could be read.
   *
   * @param code the plan's code, when one was given that can be one
   * @param plan the plan, when it is on sale
   * @param change what is done to a subscription; said, or told from whether a plan is asked for
   * @param trouble why the plan cannot be bought, when it is not on sale
   */
  record Choice(
      Optional<PlanCode> code,
      Optional<Plan> plan,
      Optional<SubscriptionChange> change,
      Optional<String> trouble) {

    static final Choice NONE =
        new Choice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Reads the plan of a question about an account: it may be left out. */
  Choice readForAccount(
      PaymentForm form, Optional<BillType> type, Optional<Biller> biller, List<Fault> faults) {
    return form.planCode().isEmpty()
        ? Choice.NONE
        : choice(form, type, biller, Optional.empty(), faults);
  }

  /** Reads the plan and the change of a request to pay. */
  Choice read(
      PaymentForm form, Optional<BillType> type, Optional<Biller> biller, List<Fault> faults) {
    Optional<SubscriptionChange> said = said(form, type, faults);
    Choice choice = choice(form, type, biller, said, faults);
    if (form.planCode().isEmpty()) {
      missing(type, biller, said).ifPresent(why -> faults.add(planFault("REQUIRED", why)));
    }
    return choice;
  }

  /** What a form says or means to do to a subscription, its other faults aside. */
  static Optional<SubscriptionChange> meant(PaymentForm form, BillType type) {
    if (type != BillType.CABLE_TV) {
      return form.subscriptionChange().flatMap(PlanCheck::change);
    }
    return form.subscriptionChange().isPresent()
        ? form.subscriptionChange().flatMap(PlanCheck::change)
        : Optional.of(
            form.planCode().isPresent() ? SubscriptionChange.CHANGE : SubscriptionChange.RENEW);
  }

  private Choice choice(
      PaymentForm form,
      Optional<BillType> type,
      Optional<Biller> biller,
      Optional<SubscriptionChange> said,
      List<Fault> faults) {
    Optional<SubscriptionChange> change = type.flatMap(t -> meant(form, t));
    Optional<String> typed = form.planCode();
    Optional<PlanCode> code = typed.filter(PlanCode::isWellFormed).map(PlanCode::new);
    Optional<Fault> fault = Optional.empty();
    if (typed.isPresent()) {
      fault = unexpected(type, biller, said);
      if (fault.isEmpty() && code.isEmpty()) {
        fault =
            Optional.of(
                planFault(
                    "MALFORMED", "a plan code has at most 64 small letters, digits and dashes"));
      }
      fault.ifPresent(faults::add);
    }
    if (fault.isPresent() || code.isEmpty() || biller.isEmpty()) {
      return new Choice(code, Optional.empty(), change, Optional.empty());
    }
    Optional<Plan> plan = plans.find(biller.get().type(), biller.get().code(), code.get());
    return new Choice(code, plan.filter(Plan::available), change, trouble(biller.get(), plan));
  }

  private static Optional<String> trouble(Biller biller, Optional<Plan> plan) {
    if (plan.isEmpty()) {
      return Optional.of(biller.name() + " has no such plan");
    }
    return plan.filter(p -> !p.available())
        .map(p -> biller.name() + " does not sell " + p.name() + " at the moment");
  }

  private Optional<Fault> unexpected(
      Optional<BillType> type, Optional<Biller> biller, Optional<SubscriptionChange> said) {
    if (type.filter(t -> t.planUse() == PlanUse.NEVER).isPresent()) {
      return Optional.of(planFault("UNEXPECTED", "this bill type has no plans"));
    }
    if (said.filter(c -> c == SubscriptionChange.RENEW).isPresent()) {
      return Optional.of(planFault("UNEXPECTED", "renewing goes on with the present plan"));
    }
    return biller
        .filter(b -> b.type().planUse() == PlanUse.WHERE_SOLD)
        .filter(b -> plans.of(b.type(), b.code()).isEmpty())
        .map(b -> planFault("UNEXPECTED", b.name() + " has no plans"));
  }

  private Optional<String> missing(
      Optional<BillType> type, Optional<Biller> biller, Optional<SubscriptionChange> said) {
    if (type.filter(t -> t.planUse() == PlanUse.ALWAYS).isPresent()) {
      return Optional.of("is required for this bill type");
    }
    if (type.filter(t -> t == BillType.CABLE_TV).isPresent()
        && said.filter(c -> c == SubscriptionChange.CHANGE).isPresent()) {
      return Optional.of("is required to change a subscription");
    }
    return biller
        .filter(b -> b.type().planUse() == PlanUse.WHERE_SOLD)
        .filter(b -> !plans.takesAnyAmount(b.type(), b.code()))
        .filter(b -> plans.of(b.type(), b.code()).stream().anyMatch(Plan::available))
        .map(b -> "is required: " + b.name() + " sells plans only");
  }

  private static Optional<SubscriptionChange> said(
      PaymentForm form, Optional<BillType> type, List<Fault> faults) {
    if (form.subscriptionChange().isEmpty()) {
      return Optional.empty();
    }
    if (type.filter(t -> t != BillType.CABLE_TV).isPresent()) {
      faults.add(
          new Fault("subscription_change", "UNEXPECTED", "only cable_tv has subscription changes"));
      return Optional.empty();
    }
    Optional<SubscriptionChange> said = change(form.subscriptionChange().get());
    if (said.isEmpty()) {
      faults.add(new Fault("subscription_change", "MALFORMED", "must be renew or change"));
    }
    return said;
  }

  private static Optional<SubscriptionChange> change(String typed) {
    return Arrays.stream(SubscriptionChange.values())
        .filter(c -> c.wireName().equalsIgnoreCase(typed))
        .findFirst();
  }

  private static Fault planFault(String code, String message) {
    return new Fault("plan_code", code, message);
  }
}
