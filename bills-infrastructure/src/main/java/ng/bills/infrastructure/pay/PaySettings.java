package ng.bills.infrastructure.pay;

import java.net.URI;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.setting.SettingReader;

/**
 * The pay page.
 *
 * @param policy who may use it
 * @param wallet where the customer's wallet is played; in a sandbox only
 */
public record PaySettings(PagePolicy policy, Optional<URI> wallet) {

  /** Where the sandbox plays the customer. */
  public static final String WALLET = "SANDBOX_WALLET_URL";

  /**
   * Reads them.
   *
   * @param mode what this installation is for; empty after a fault in it
   */
  public static PaySettings read(SettingReader reader, Optional<Mode> mode) {
    Optional<URI> wallet = reader.optional(WALLET).map(text -> reader.service(WALLET));
    if (wallet.isPresent() && mode.filter(m -> m == Mode.LIVE).isPresent()) {
      reader.fault(WALLET, "must not be set in a live installation");
    }
    return new PaySettings(
        new PagePolicy(
            reader.flag("PAY_PAGE_OPEN", true),
            reader.whole("PAY_PAGE_CALLS_PER_MINUTE", 30, 1, 10_000)),
        wallet.filter(address -> mode.filter(m -> m == Mode.SANDBOX).isPresent()));
  }
}
