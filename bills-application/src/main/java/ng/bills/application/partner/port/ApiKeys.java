package ng.bills.application.partner.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.Partner;

/** Partners and their API keys, kept as hashes only. Inside a unit of work only. */
public interface ApiKeys {

  /** What this database is for; empty before the application has first started on it. */
  Optional<Mode> mode();

  /** What is known of this key, unless it was revoked; it may have expired. */
  Optional<ApiKey> find(String presentedKey);

  /** The stored partner of that name; this one if there was none. */
  Partner known(Partner partner, Instant at);

  /**
   * Stores what is known of a new key of a known partner, and its hash.
   *
   * @param secret the key itself, which is not kept
   */
  void add(ApiKey key, String secret);

  /** The keys of that id or beginning, read with row locks that last until the unit ends. */
  List<ApiKey> lock(String idOrPrefix);

  /** The key that this one replaced, if any. */
  Optional<ApiKey> predecessor(KeyId key);

  /** All keys of the partner of that name, or of all, oldest first. */
  List<ApiKey> all(Optional<String> partnerName);

  /** Notes the successor of a key, and that it ends then. */
  void replace(KeyId key, KeyId successor, Instant endsAt);

  /** Takes a key back; again is fine. */
  void revoke(KeyId key, Instant at);

  /** Notes when keys were last used, where what is noted is older by a minute or more. */
  void used(Map<KeyId, Instant> at);
}
