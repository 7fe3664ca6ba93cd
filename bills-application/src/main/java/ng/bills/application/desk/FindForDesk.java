package ng.bills.application.desk;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ng.bills.application.desk.port.PaymentSearch;
import ng.bills.application.desk.port.SearchTerm;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.PaymentId;

/** One search over all payments, by whatever a customer, a provider or a ledger calls them. */
@Singleton
public class FindForDesk {

  /** More than anybody reads; whoever finds so many asks more exactly. */
  public static final int LIMIT = 50;

  /** Longer than a transaction lasts: what is older has been committed or never will be. */
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private static final int BATCH = 1_000;

  private final PaymentSearch search;
  private final PaymentPolicy policy;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public FindForDesk(
      PaymentSearch search, PaymentPolicy policy, UnitOfWork tx, InstantSource clock) {
    this.search = search;
    this.policy = policy;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * A payment that was found.
   *
   * @param line the payment, its account masked
   * @param by as what the words were found in it
   */
  public record Found(PaymentHistory.Line line, Set<SearchTerm.Kind> by) {}

  /**
   * What was found.
   *
   * @param readAs what the words can be; empty when they can be nothing
   * @param found newest first
   * @param more whether there may be more than that
   */
  public record Result(Set<SearchTerm.Kind> readAs, List<Found> found, boolean more) {}

  /** Looks for what somebody typed, as everything it can be. */
  public Result find(String typed) {
    List<SearchTerm> terms = ReadSearch.of(typed, policy.accountFormat());
    Set<SearchTerm.Kind> readAs = EnumSet.noneOf(SearchTerm.Kind.class);
    terms.forEach(t -> readAs.add(t.kind()));
    return tx.call(() -> found(terms, readAs));
  }

  private Result found(List<SearchTerm> terms, Set<SearchTerm.Kind> readAs) {
    Map<PaymentId, Set<SearchTerm.Kind>> hits = new LinkedHashMap<>();
    boolean more = false;
    for (SearchTerm term : terms) {
      Collection<PaymentId> having = search.having(term, LIMIT);
      more |= having.size() == LIMIT;
      having.forEach(
          id ->
              hits.computeIfAbsent(id, i -> EnumSet.noneOf(SearchTerm.Kind.class))
                  .add(term.kind()));
    }
    List<Found> found =
        search.lines(hits.keySet()).stream()
            .limit(LIMIT)
            .map(line -> new Found(line, hits.get(line.id())))
            .toList();
    return new Result(readAs, found, more);
  }

  /**
   * Writes on what payments are found by, one batch; a timer calls it.
   *
   * @return how many payments were written
   */
  public int writeTrail() {
    return tx.call(() -> search.writeTrail(clock.instant().minus(SETTLED), BATCH));
  }
}
