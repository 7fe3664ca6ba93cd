package ng.bills.web.api.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentState;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.rules.Rfc3339;

/**
 * The query of {@code GET /bills/history}, of {@code GET /bills/stats} and of the exports, every
 * wrong parameter named.
 *
 * @param filter what to list
 * @param limit how many
 * @param offset how many to skip
 * @param cursor where to go on instead, as it came
 * @param unknownType whether a bill type was named that is not sold
 * @param faults everything that is wrong
 */
public record HistoryQuery(
    PaymentHistory.Filter filter,
    int limit,
    int offset,
    Optional<String> cursor,
    boolean unknownType,
    List<Fault> faults) {

  private static final int DEFAULT_LIMIT = 20;
  private static final Set<String> HISTORY =
      Set.of("limit", "offset", "cursor", "status", "bill_type", "from", "to");
  private static final Set<String> STATS = Set.of("from", "to");
  private static final Set<String> EXPORT = Set.of("format", "status", "bill_type", "from", "to");

  public HistoryQuery {
    faults = List.copyOf(faults);
  }

  public static HistoryQuery ofHistory(
      Map<String, List<String>> query, PartnerId partner, FormRules rules) {
    return read(query, partner, HISTORY, rules);
  }

  public static HistoryQuery ofStats(
      Map<String, List<String>> query, PartnerId partner, FormRules rules) {
    return read(query, partner, STATS, rules);
  }

  /** The format is only checked here. */
  public static HistoryQuery ofExport(
      Map<String, List<String>> query, PartnerId partner, FormRules rules) {
    return read(query, partner, EXPORT, rules);
  }

  /**
   * Itself.
   *
   * @throws ProblemException when anything is wrong with it
   */
  public HistoryQuery checked() {
    if (unknownType) {
      throw new ProblemException(
          new Problem(
              404,
              "UNKNOWN_BILL_TYPE",
              "Unknown bill type",
              "GET /bills/types lists the bill types on sale",
              faults,
              Optional.empty()));
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(BillForms.invalid(faults));
    }
    return this;
  }

  /** The states that the coarse filter of the API means; the four names share out all states. */
  public static Optional<Set<PaymentState>> statesNamed(String status) {
    return switch (status) {
      case "completed" -> Optional.of(Set.of(PaymentState.COMPLETED));
      case "refunded" -> Optional.of(Set.of(PaymentState.REFUNDED));
      case "failed" ->
          Optional.of(
              states(s -> s.outcome() == PaymentOutcome.FAILED && s != PaymentState.REFUNDED));
      case "pending" ->
          Optional.of(
              states(
                  s ->
                      s.outcome() == PaymentOutcome.PENDING
                          || s.outcome() == PaymentOutcome.PROCESSING));
      default -> Optional.empty();
    };
  }

  private static Set<PaymentState> states(Predicate<PaymentState> which) {
    return Arrays.stream(PaymentState.values()).filter(which).collect(Collectors.toSet());
  }

  private static HistoryQuery read(
      Map<String, List<String>> query, PartnerId partner, Set<String> known, FormRules rules) {
    Map<String, Fault> faults = new LinkedHashMap<>();
    query.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            fault(faults, JsonForm.printable(name), "UNKNOWN_FIELD", "there is no such parameter");
          } else if (values.size() > 1) {
            fault(faults, name, "DUPLICATE_FIELD", "is there more than once");
          }
        });
    Map<String, List<String>> ours = new HashMap<>(query);
    ours.keySet().retainAll(known);
    ListQuery list = ListQuery.of(ours);
    rules.faults(list).forEach(f -> faults.putIfAbsent(f.field(), f));
    Optional<String> cursor = Optional.ofNullable(ListQuery.single(ours, "cursor"));
    if (cursor.isPresent() && ours.containsKey("offset")) {
      fault(faults, "cursor", "UNEXPECTED", "give offset or cursor, not both");
    }
    Optional<String> typeName = Optional.ofNullable(ListQuery.single(ours, "bill_type"));
    Optional<BillType> type = typeName.flatMap(BillType::named);
    boolean unknownType = typeName.isPresent() && type.isEmpty();
    if (unknownType) {
      fault(faults, "bill_type", "UNKNOWN_BILL_TYPE", "is not sold here");
    }
    Optional<Instant> from = Optional.ofNullable(list.from()).flatMap(Rfc3339.Check::read);
    Optional<Instant> to = Optional.ofNullable(list.to()).flatMap(Rfc3339.Check::read);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      fault(faults, "to", "MALFORMED", "must be later than from");
    }
    return new HistoryQuery(
        new PaymentHistory.Filter(
            partner,
            Optional.ofNullable(list.status()).flatMap(HistoryQuery::statesNamed).orElse(Set.of()),
            type,
            from,
            to),
        number(list.limit(), faults.containsKey("limit"), DEFAULT_LIMIT),
        number(list.offset(), faults.containsKey("offset"), 0),
        cursor,
        unknownType,
        List.copyOf(faults.values()));
  }

  private static void fault(Map<String, Fault> faults, String field, String code, String message) {
    faults.putIfAbsent(field, new Fault(field, code, message));
  }

  private static int number(String text, boolean faulty, int otherwise) {
    return text == null || faulty ? otherwise : Integer.parseInt(text);
  }
}
