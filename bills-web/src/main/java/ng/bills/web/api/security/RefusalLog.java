package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import ng.bills.domain.partner.KeyId;
import ng.bills.web.api.problem.Correlation;

/**
 * What was refused, for whoever looks for attacks (ASVS 16.3): the status, whose key, from where.
 * No path and no text of the caller's: both may hold account numbers.
 */
final class RefusalLog {

  private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());

  private static final int FIRST = 400;
  private static final int LAST = 499;

  private RefusalLog() {}

  /**
   * Notes a refusal; other statuses are none.
   *
   * @param key who asked; empty when no key was accepted
   */
  static void note(HttpServletRequest request, int status, Optional<KeyId> key) {
    if (status >= FIRST && status <= LAST) {
      LOG.log(
          System.Logger.Level.INFO,
          "request {0} was refused with {1}: {2} from {3}",
          Correlation.of(request),
          Integer.toString(status),
          key.map(id -> "key " + id).orElse("no accepted key"),
          request.getRemoteAddr());
    }
  }
}
