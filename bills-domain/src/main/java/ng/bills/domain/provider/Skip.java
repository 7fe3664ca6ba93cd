package ng.bills.domain.provider;

import java.util.Objects;
import ng.bills.domain.vend.ProviderCode;

/**
 * A provider that was passed over.
 *
 * @param provider who
 * @param reason why
 */
public record Skip(ProviderCode provider, SkipReason reason) {

  public Skip {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return provider + " " + reason.sentence();
  }
}
