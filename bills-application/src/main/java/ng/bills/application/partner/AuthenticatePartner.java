package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.Partner;

/** Tells whose API key a request carries. */
@Singleton
public class AuthenticatePartner {

  private static final Pattern FORM = Pattern.compile("bk_(live|test)_[0-9A-Za-z]{32}");

  private final ApiKeys keys;
  private final UnitOfWork tx;

  @Inject
  public AuthenticatePartner(ApiKeys keys, UnitOfWork tx) {
    this.keys = keys;
    this.tx = tx;
  }

  /** The partner, when the key is one of ours and in force. */
  public Optional<Partner> byKey(String presented) {
    return FORM.matcher(presented).matches()
        ? tx.call(() -> keys.owner(presented))
        : Optional.empty();
  }
}
