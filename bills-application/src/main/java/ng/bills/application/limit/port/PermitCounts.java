package ng.bills.application.limit.port;

import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.limit.Grant;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.limit.Settlement;

/**
 * The counts of all quotas, one for all nodes. Its clock is its own: nodes whose clocks differ
 * share one window. A count that is lost starts anew; nothing but a limit is forgotten with it.
 */
public interface PermitCounts {

  /** Whom a quota is about. */
  enum Kind {
    API_KEY,
    CUSTOMER,
    PROVIDER
  }

  /**
   * One of them.
   *
   * @param name unique in its kind; of a customer it is personal, so it is kept as a keyed hash
   */
  record Subject(Kind kind, String name) {

    public Subject {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(name, "name");
    }

    /** Without a customer's phone. */
    @Override
    public String toString() {
      return kind == Kind.CUSTOMER ? "a customer" : kind + " " + name;
    }
  }

  /**
   * Settles and hands out a chunk, inside a unit of work that does nothing else: the count is
   * locked until it ends.
   */
  Grant take(Subject subject, Quota quota, Settlement settlement);

  /**
   * Removes counts nobody has asked for that long, inside a unit of work.
   *
   * @return how many were removed, at most the limit
   */
  int prune(Duration unasked, int limit);
}
