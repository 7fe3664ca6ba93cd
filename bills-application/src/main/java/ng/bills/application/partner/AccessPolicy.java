package ng.bills.application.partner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.Mode;

/**
 * Who may come in, beside what the keys themselves say.
 *
 * @param mode what this installation is for: keys of the other kind are refused
 * @param sandboxAddress where test keys work, told to whoever brings one to a live installation
 * @param trustedProxies whose word about the caller's address is taken; empty for nobody's
 */
public record AccessPolicy(
    Mode mode, Optional<String> sandboxAddress, List<AddressRange> trustedProxies) {

  public AccessPolicy {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(sandboxAddress, "sandboxAddress");
    trustedProxies = List.copyOf(trustedProxies);
  }
}
