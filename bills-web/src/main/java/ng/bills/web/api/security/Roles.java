package ng.bills.web.api.security;

import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyScope;

/** The roles of the API: a role is a scope of a key, or being a partner at all. */
public final class Roles {

  /** Whoever came with an API key in force. */
  public static final String PARTNER = "partner";

  /** {@link KeyScope#READ}. */
  public static final String READ = "read";

  /** {@link KeyScope#PAY}. */
  public static final String PAY = "pay";

  /** {@link KeyScope#REFUND}. */
  public static final String REFUND = "refund";

  /** {@link KeyScope#WEBHOOKS}. */
  public static final String WEBHOOKS = "webhooks";

  private Roles() {}

  /** Whether whoever comes with that key has the role. */
  static boolean has(ApiKey key, String role) {
    return PARTNER.equals(role)
        || key.terms().scopes().stream().anyMatch(scope -> scope.wireName().equals(role));
  }
}
