package ng.bills.application.biller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.SalesGate;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.AccountCheck;

/** Somebody wants to know about an account before paying. */
@Singleton
public class CheckAccount {

  private final FormCheck formCheck;
  private final ProviderRouter router;
  private final SalesGate gate;

  @Inject
  public CheckAccount(FormCheck formCheck, ProviderRouter router, SalesGate gate) {
    this.formCheck = formCheck;
    this.router = router;
    this.gate = gate;
  }

  /** What was found. */
  public sealed interface Result {}

  /** Something is wrong with the question. */
  public record Refused(FormCheck.Reading reading) implements Result {}

  /**
   * The account can be paid to.
   *
   * @param biller whose account it is
   * @param account the account
   * @param info what the biller says of it
   * @param network for phones, the network its prefix hints at; numbers move, so it may be another
   */
  public record Valid(
      Biller biller,
      CustomerAccount account,
      AccountCheck.Confirmed info,
      Optional<MobileNetwork> network)
      implements Result {}

  /** The biller does not know the account. */
  public record Invalid(String detail) implements Result {}

  /** The plan that the account is to get is not sold. */
  public record PlanUnavailable(String detail) implements Result {}

  /** No provider could tell. */
  public record NobodyCanTell(boolean timedOut) implements Result {}

  /**
   * No provider works for this biller just now.
   *
   * @param retryAfter when to ask again
   */
  public record NotSoldNow(String biller, Duration retryAfter) implements Result {}

  public Result check(PaymentForm form, List<Fault> typeFaults) {
    FormCheck.Reading reading = formCheck.readAccount(form);
    if (!typeFaults.isEmpty() || !reading.isComplete()) {
      return new Refused(reading);
    }
    if (reading.planTrouble().isPresent()) {
      return new PlanUnavailable(reading.planTrouble().get());
    }
    BillType type = reading.billType().orElseThrow();
    Biller biller = reading.biller().orElseThrow();
    CustomerAccount account = reading.account().orElseThrow();
    Optional<PlanCode> plan = reading.plan().map(Plan::code);
    Optional<Duration> wait = gate.refusal(type, biller.code(), account, plan);
    if (wait.isPresent()) {
      return new NotSoldNow(biller.name(), wait.get());
    }
    ProviderRouter.Checked checked =
        type.needsAccountCheck()
            ? router.check(type, biller.code(), account, plan)
            : ProviderRouter.Checked.UNASKED;
    if (checked.answer().isEmpty()) {
      return new NobodyCanTell(false);
    }
    return checked
        .answer()
        .get()
        .fold(
            confirmed ->
                new Valid(
                    biller,
                    account,
                    confirmed,
                    account instanceof PhoneNumber phone
                        ? MobileNetwork.byPrefix(phone)
                        : Optional.empty()),
            refused -> new Invalid(refused.detail()),
            none -> new NobodyCanTell(none.timedOut()));
  }
}
