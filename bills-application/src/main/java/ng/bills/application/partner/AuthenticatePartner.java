package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.Mode;

/** Tells what is known of the API key a request carries. */
@Singleton
public class AuthenticatePartner {

  private static final Pattern FORM = Pattern.compile("bk_(live|test)_[0-9A-Za-z]{32}");

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final Mode mode;

  @Inject
  public AuthenticatePartner(ApiKeys keys, UnitOfWork tx, AccessPolicy policy) {
    this.keys = keys;
    this.tx = tx;
    this.mode = policy.mode();
  }

  /**
   * The key, when it is one of ours, of this installation's mode and not revoked. Whether it has
   * expired and may come from there is for each request to ask.
   */
  public Optional<ApiKey> byKey(String presented) {
    return FORM.matcher(presented).matches() && presented.startsWith(mode.keyPrefix())
        ? tx.call(() -> keys.find(presented))
        : Optional.empty();
  }
}
