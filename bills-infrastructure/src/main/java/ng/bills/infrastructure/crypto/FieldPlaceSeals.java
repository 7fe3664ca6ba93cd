package ng.bills.infrastructure.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import ng.bills.application.listing.port.PlaceSeals;

/**
 * Seals places as fields are sealed, bound to their list. What is in them, numbers of transactions
 * among it, is nobody's business; a text lasts until its key leaves the ring.
 */
@ApplicationScoped
public class FieldPlaceSeals implements PlaceSeals {

  private static final String CONTEXT = "list.";

  private final FieldCrypt crypt;

  @Inject
  public FieldPlaceSeals(FieldCrypt crypt) {
    this.crypt = crypt;
  }

  /** For the container's proxy. */
  protected FieldPlaceSeals() {
    this(null);
  }

  @Override
  public String seal(String list, byte[] place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(crypt.seal(CONTEXT + list, place));
  }

  @Override
  public Optional<byte[]> open(String list, String text) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      // one text for one place: what decodes to the same bytes is not the same text
      String written = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
      return written.equals(text)
          ? Optional.of(crypt.open(CONTEXT + list, sealed))
          : Optional.empty();
    } catch (IllegalArgumentException | SealBrokenException e) {
      return Optional.empty();
    }
  }
}
