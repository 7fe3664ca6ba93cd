package ng.bills.application.partner.port;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.partner.Partner;

/** Partners and their API keys, kept as hashes only. Inside a unit of work only. */
public interface ApiKeys {

  /** Whose key this is, if it is one and has not been revoked. */
  Optional<Partner> owner(String presentedKey);

  /** Stores the partner (by name, if new) and a hash of the key. */
  Partner add(Partner partner, String key, Instant at);
}
