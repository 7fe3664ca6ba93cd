package ng.bills.infrastructure.pay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import ng.bills.application.pay.port.PageSeals;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.SealBrokenException;

/**
 * Seals by AES-256-GCM with the keys of sealed fields, in base64 for addresses: what was changed
 * does not open. The purpose is authenticated with it.
 */
@ApplicationScoped
public class SealedPages implements PageSeals {

  private final FieldCrypt crypt;

  @Inject
  public SealedPages(FieldCrypt crypt) {
    this.crypt = crypt;
  }

  /** For the container's proxy. */
  protected SealedPages() {
    this(null);
  }

  @Override
  public String seal(String purpose, String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(crypt.seal(purpose, text));
  }

  @Override
  public Optional<String> open(String purpose, String sealed) {
    try {
      return Optional.of(crypt.openText(purpose, Base64.getUrlDecoder().decode(sealed)));
    } catch (SealBrokenException | IllegalArgumentException e) {
      // made up, changed, another browser's, or sealed by a key that is gone: all the same
      return Optional.empty();
    }
  }
}
