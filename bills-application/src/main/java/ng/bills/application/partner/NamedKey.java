package ng.bills.application.partner;

import java.util.List;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.domain.partner.ApiKey;

/** Finds the one key that an operator means. */
final class NamedKey {

  private NamedKey() {}

  /**
   * The key of that id or beginning, locked.
   *
   * @throws IllegalArgumentException when there is none, or more than one
   */
  static ApiKey lock(ApiKeys keys, String idOrPrefix) {
    List<ApiKey> found = keys.lock(idOrPrefix);
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.isEmpty()
              ? "There is no key of that id or beginning"
              : "Several keys begin like that: name one by its id");
    }
    return found.get(0);
  }
}
