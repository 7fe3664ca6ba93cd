package ng.bills.application.payment;

import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.money.Asset;

/**
 * How payments are requested; a value made from the settings at start-up.
 *
 * @param accountFormat how strictly account numbers are read
 * @param window how long money is awaited
 * @param fees what we charge on top
 * @param cngn the asset that counts as money: code and issuer
 */
public record PaymentPolicy(
    AccountFormat accountFormat, Duration window, FeeSchedule fees, Asset cngn) {

  public PaymentPolicy {
    Objects.requireNonNull(accountFormat, "accountFormat");
    Objects.requireNonNull(fees, "fees");
    Objects.requireNonNull(cngn, "cngn");
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the payment window must be longer than nothing");
    }
  }
}
