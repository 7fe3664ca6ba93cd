package ng.bills.application.biller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.vend.AccountCheck;

/** Somebody wants to know about an account before paying. */
@Singleton
public class CheckAccount {

  private final FormCheck formCheck;
  private final ProviderRouter router;

  @Inject
  public CheckAccount(FormCheck formCheck, ProviderRouter router) {
    this.formCheck = formCheck;
    this.router = router;
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
    AccountCheck answer =
        type.needsAccountCheck()
            ? router.check(type, biller.code(), account, reading.plan().map(Plan::code))
            : AccountCheck.Confirmed.UNASKED;
    return answer.fold(
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
