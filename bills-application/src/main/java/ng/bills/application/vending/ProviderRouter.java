package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendReference;

/**
 * Chooses the provider, in the configured order: one that sells the bill and has not refused it for
 * good. One that could not take it for our own reasons (float, keys) comes last, not never.
 */
@Singleton
public class ProviderRouter {

  private static final System.Logger LOG = System.getLogger(ProviderRouter.class.getName());

  private final BillProviders providers;
  private final Catalogue catalogue;

  @Inject
  public ProviderRouter(BillProviders providers, Catalogue catalogue) {
    this.providers = providers;
    this.catalogue = catalogue;
  }

  /**
   * Whom to buy from.
   *
   * @param provider the provider
   * @param item what it calls the bill
   */
  public record Choice(BillProvider provider, ProviderItem item) {}

  /** The provider to buy from next. */
  public Optional<Choice> choose(Payment payment) {
    List<Choice> candidates = candidates(payment);
    return candidates.stream()
        .filter(c -> !isShort(payment, c.provider().code()))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /**
   * Whether no provider, refusing or not, sells the payment's plan at the quoted price any more.
   */
  public boolean isPlanGone(Payment payment) {
    return payment.request().plan().isPresent()
        && providers.inOrder().stream().allMatch(p -> offer(p, payment.request()).isEmpty());
  }

  /** Whether a provider other than that attempt's could be asked, one that can take it now. */
  public boolean hasOther(Payment payment, VendReference reference) {
    ProviderCode asked = payment.attempt(reference).provider();
    return candidates(payment).stream()
        .map(c -> c.provider().code())
        .anyMatch(code -> !code.equals(asked) && !isShort(payment, code));
  }

  /** That provider, when it is switched on. */
  public Optional<BillProvider> named(ProviderCode code) {
    return providers.inOrder().stream().filter(p -> p.code().equals(code)).findFirst();
  }

  /** Asks the providers that sell a bill about an account until one can tell. */
  public AccountCheck check(
      BillType type, BillerCode biller, CustomerAccount account, Optional<PlanCode> plan) {
    AccountCheck last = new AccountCheck.Unavailable("no provider sells this", false);
    for (BillProvider provider : providers.inOrder()) {
      Optional<CatalogueOffer> offer =
          catalogue.offerToAskAbout(provider.code(), type, biller, account, plan);
      if (offer.isPresent()) {
        last = provider.check(new AccountQuery(type, biller, account, offer.get().item(), plan));
        boolean told = last.<Boolean>fold(confirmed -> true, refused -> true, none -> false);
        if (told) {
          return last;
        }
      }
    }
    return last;
  }

  /** Tells operations what only they can mend. */
  public void report(Attempt attempt) {
    attempt
        .rejection()
        .filter(RejectionReason::concernsOperations)
        .ifPresent(
            reason ->
                // alert: float or credentials at a provider
                LOG.log(
                    System.Logger.Level.WARNING,
                    "provider {0} cannot take our orders: {1}",
                    attempt.provider(),
                    reason));
  }

  private List<Choice> candidates(Payment payment) {
    return providers.inOrder().stream()
        .filter(p -> !payment.refusedBy().contains(p.code()))
        .flatMap(
            p -> offer(p, payment.request()).map(offer -> new Choice(p, offer.item())).stream())
        .toList();
  }

  private Optional<CatalogueOffer> offer(BillProvider provider, PaymentRequest request) {
    return catalogue
        .offer(
            provider.code(),
            request.billType(),
            request.biller(),
            request.account(),
            request.plan())
        .filter(offer -> offer.sellsFor(request.amount()));
  }

  private static boolean isShort(Payment payment, ProviderCode provider) {
    return payment.attempts().stream()
        .filter(a -> a.provider().equals(provider))
        .anyMatch(a -> a.rejection().filter(RejectionReason::concernsOperations).isPresent());
  }
}
