package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.partner.Partner;

/** Tells whose API key a request carries. */
@Singleton
public class AuthenticatePartner {

  private static final Pattern FORM = Pattern.compile("bk_(live|test)_[0-9A-Za-z]{32}");
  private static final String TEST = "bk_test_";

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final boolean sandbox;

  @Inject
  public AuthenticatePartner(ApiKeys keys, UnitOfWork tx, PaymentPolicy policy) {
    this.keys = keys;
    this.tx = tx;
    this.sandbox = policy.accountFormat() == AccountFormat.SANDBOX;
  }

  /**
   * The partner, when the key is one of ours and in force. A test key is worth nothing in a system
   * that is not a sandbox: it can never move real money.
   */
  public Optional<Partner> byKey(String presented) {
    return FORM.matcher(presented).matches() && (sandbox || !presented.startsWith(TEST))
        ? tx.call(() -> keys.owner(presented))
        : Optional.empty();
  }
}
