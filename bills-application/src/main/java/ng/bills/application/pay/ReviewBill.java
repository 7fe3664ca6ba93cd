package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.money.Money;

/**
 * A customer has filled in the page's form: the account is asked about, and what it will cost is
 * shown before anything is asked for. Nothing is stored.
 */
@Singleton
public class ReviewBill {

  /** How long a reviewed bill may be confirmed. */
  static final Duration CONFIRM = Duration.ofMinutes(30);

  private final FormCheck formCheck;
  private final CheckAccount checkAccount;
  private final FeesInForce fees;
  private final InstantSource clock;

  @Inject
  public ReviewBill(
      FormCheck formCheck, CheckAccount checkAccount, FeesInForce fees, InstantSource clock) {
    this.formCheck = formCheck;
    this.checkAccount = checkAccount;
    this.fees = fees;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {}

  /**
   * The bill as it will be asked for.
   *
   * @param draft what is to be confirmed
   * @param account what was found out about the account
   * @param plan the plan that is bought
   * @param amount what the biller gets
   * @param fee what we charge
   */
  public record Reviewed(
      PageTicket draft, CheckAccount.Valid account, Optional<Plan> plan, Money amount, Money fee)
      implements Result {

    public Money total() {
      return amount.plus(fee);
    }

    public Biller biller() {
      return account.biller();
    }
  }

  /** Fields are wrong. */
  public record Refused(List<Fault> faults) implements Result {}

  /** The biller does not know the account. */
  public record UnknownAccount() implements Result {}

  /** Whether the account exists is not known; the same form may be sent again. */
  public record NobodyCanTell() implements Result {}

  /** Nobody sells it at the moment. */
  public record NotSoldNow(String biller) implements Result {}

  /** Reviews what a customer typed; what the ticket settles, stands. */
  public Result review(PageTicket ticket, PaymentForm typed) {
    PaymentForm form = merged(ticket.form(), typed);
    FormCheck.Reading reading = formCheck.read(form);
    List<Fault> faults = faults(reading);
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    CheckAccount.Result result = checkAccount.check(form, List.of());
    if (result instanceof CheckAccount.Valid valid) {
      return reviewed(ticket, form, reading, valid);
    }
    if (result instanceof CheckAccount.Invalid) {
      return new UnknownAccount();
    }
    if (result instanceof CheckAccount.NotSoldNow closed) {
      return new NotSoldNow(closed.biller());
    }
    if (result instanceof CheckAccount.PlanUnavailable plan) {
      return new Refused(List.of(new Fault("plan_code", "PLAN_UNAVAILABLE", plan.detail())));
    }
    return result instanceof CheckAccount.Refused refused
        ? new Refused(faults(refused.reading()))
        : new NobodyCanTell();
  }

  private Result reviewed(
      PageTicket ticket, PaymentForm form, FormCheck.Reading reading, CheckAccount.Valid valid) {
    Biller biller = reading.biller().orElseThrow();
    if (!biller.active()) {
      return new NotSoldNow(biller.name());
    }
    Money amount = reading.amount().orElseThrow();
    Optional<Money> minimum = valid.info().minimum().filter(m -> m.compareTo(amount) > 0);
    if (minimum.isPresent()) {
      return new Refused(
          List.of(
              new Fault(
                  "amount", "BELOW_MINIMUM", "this account takes at least " + minimum.get())));
    }
    return new Reviewed(
        ticket.with(form, valid.info().customerName(), clock.instant().plus(CONFIRM)),
        valid,
        reading.plan(),
        amount,
        fees.of(biller));
  }

  static List<Fault> faults(FormCheck.Reading reading) {
    List<Fault> faults = new ArrayList<>();
    if (reading.unknownType()) {
      faults.add(new Fault("bill_type", "UNKNOWN_BILL_TYPE", "is not sold here"));
    }
    if (reading.unknownBiller()) {
      faults.add(new Fault("provider_code", "UNKNOWN_BILLER", "does not take this bill type"));
    }
    faults.addAll(reading.faults());
    reading
        .planTrouble()
        .ifPresent(why -> faults.add(new Fault("plan_code", "PLAN_UNAVAILABLE", why)));
    return faults;
  }

  /** What a partner settled cannot be typed over. */
  static PaymentForm merged(PaymentForm settled, PaymentForm typed) {
    // a settled amount leaves no choice of a plan, and the other way round
    boolean priced = settled.amount().isPresent() || settled.planCode().isPresent();
    return new PaymentForm(
        settled.billType().or(typed::billType),
        settled.providerCode().or(typed::providerCode),
        settled.accountNumber().or(typed::accountNumber),
        settled.accountNumber().isPresent()
            ? settled.accountType()
            : settled.accountType().or(typed::accountType),
        priced ? settled.planCode() : typed.planCode(),
        priced ? settled.subscriptionChange() : typed.subscriptionChange(),
        priced ? settled.amount() : typed.amount(),
        Optional.of("NGN"),
        Optional.empty(),
        settled.customerEmail().or(typed::customerEmail),
        settled.customerPhone().or(typed::customerPhone),
        settled.requestReference(),
        Map.copyOf(settled.metadata()));
  }
}
