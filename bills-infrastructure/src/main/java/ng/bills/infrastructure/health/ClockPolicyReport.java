package ng.bills.infrastructure.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import ng.bills.application.vending.CheckClockPolicy;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.refund.ClockContradiction;
import ng.bills.infrastructure.config.RefundClockSettings;
import ng.bills.infrastructure.config.Settings;

/**
 * Says what the policy of the refund clock promises and providers or schedule cannot keep: the
 * numbers, what it means and which setting to change.
 */
@ApplicationScoped
public class ClockPolicyReport {

  private static final System.Logger LOG = System.getLogger(ClockPolicyReport.class.getName());

  private final CheckClockPolicy check;
  private final Settings settings;

  @Inject
  public ClockPolicyReport(CheckClockPolicy check, Settings settings) {
    this.check = check;
    this.settings = settings;
  }

  /** For the container's proxy. */
  protected ClockPolicyReport() {
    this(null, null);
  }

  /** Tells whoever reads the log at start-up. */
  public void warn() {
    for (String sentence : sentences()) {
      // alert: the refund clock's policy cannot be kept
      LOG.log(System.Logger.Level.WARNING, "refund clock: {0}", sentence);
    }
  }

  /** One sentence for each contradiction; empty when the policy can be kept. */
  public List<String> sentences() {
    return check
        .contradictions(
            settings.stages().vend(), settings.stages().refundRecheck(), settings.pollInterval())
        .stream()
        .map(ClockPolicyReport::sentence)
        .toList();
  }

  static String sentence(ClockContradiction found) {
    String who = found.provider().map(Object::toString).orElse("Bills");
    String types =
        found.types().size() == BillType.values().length
            ? "all bill types"
            : found.types().stream()
                .map(BillType::wireName)
                .sorted()
                .collect(Collectors.joining(", "));
    return who
        + " "
        + meaning(found.kind())
        + " "
        + found.needs().toSeconds()
        + " s, but "
        + allowed(found.kind())
        + " allows "
        + found.limit().toSeconds()
        + " s ("
        + types
        + "): "
        + remedy(found.kind());
  }

  private static String meaning(ClockContradiction.Kind kind) {
    return switch (kind) {
      case FAILURE_CONFIRMED_LATE -> "can be asked whether a failure it reports is true only after";
      case ASKED_TOO_LATE -> "can be asked about an order only after";
      case NOT_FOUND_BELIEVED_LATE -> "is believed that it never received an order only after";
      case PERSON_CALLED_LATE -> "may stay silent about an order without a person being called for";
      case REFUND_LOOKED_AT_LATE -> "looks at a refund whose answer was lost again only after";
      case TICKS_TOO_RARE -> "finds a refund that no message brought up only after";
    };
  }

  private static String allowed(ClockContradiction.Kind kind) {
    return switch (kind.limits()) {
      case REFUND -> RefundClockSettings.SUBMITTED;
      case PENDING -> RefundClockSettings.PENDING;
    };
  }

  private static String remedy(ClockContradiction.Kind kind) {
    String otherwise = "allow more in " + allowed(kind);
    return switch (kind) {
      case FAILURE_CONFIRMED_LATE, ASKED_TOO_LATE ->
          "shorten the first wait of BILL_REQUERY_DELAYS_SECONDS, or where the provider's own"
              + " floor is the reason choose others by BILL_PROVIDER_ORDERS or "
              + otherwise;
      case NOT_FOUND_BELIEVED_LATE ->
          "lower that provider's BILL_NOT_FOUND_SETTLE_SECONDS, BILL_NOT_FOUND_NEEDED or"
              + " BILL_REQUERY_DELAYS_SECONDS as far as the provider's documents allow, or "
              + otherwise;
      case PERSON_CALLED_LATE -> "lower BILL_REQUERY_DEADLINE_HOURS, or " + otherwise;
      case REFUND_LOOKED_AT_LATE -> "lower BILL_REFUND_RECHECK_SECONDS, or " + otherwise;
      case TICKS_TOO_RARE -> "lower BILL_PROCESSOR_POLL_INTERVAL_SECONDS, or " + otherwise;
    };
  }
}
