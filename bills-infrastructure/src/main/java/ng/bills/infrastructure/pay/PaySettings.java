package ng.bills.infrastructure.pay;

import java.net.URI;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.TransactionPages;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.setting.SettingReader;

/**
 * The pay page.
 *
 * @param policy who may use it
 * @param wallet where the customer's wallet is played; in a sandbox only
 * @param transactions where customers look at the transaction that brought their money back
 */
public record PaySettings(PagePolicy policy, Optional<URI> wallet, TransactionPages transactions) {

  /** Where the sandbox plays the customer. */
  public static final String WALLET = "SANDBOX_WALLET_URL";

  /** An explorer's address with {@code {hash}} in it. */
  public static final String TRANSACTION_PAGE = "STELLAR_TRANSACTION_PAGE";

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
        wallet.filter(address -> mode.filter(m -> m == Mode.SANDBOX).isPresent()),
        new TransactionPages(
            reader.optional(TRANSACTION_PAGE).filter(text -> isPage(reader, text))));
  }

  /** It is put into a page as a link: https, or this machine, and nothing that would be code. */
  private static boolean isPage(SettingReader reader, String text) {
    try {
      URI page = URI.create(text.replace(TransactionPages.HASH, "0"));
      boolean here =
          "http".equals(page.getScheme())
              && page.getHost() != null
              && SettingReader.isThisMachine(page.getHost());
      if (text.contains(TransactionPages.HASH)
          && page.getHost() != null
          && page.getRawUserInfo() == null
          && ("https".equals(page.getScheme()) || here)) {
        return true;
      }
    } catch (IllegalArgumentException e) {
      // told below: it is no address at all
    }
    reader.fault(TRANSACTION_PAGE, "must be an address that begins with https:// and has {hash}");
    return false;
  }
}
