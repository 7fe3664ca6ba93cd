package ng.bills.web.console.insight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.application.provider.FindProviders;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.money.Money;
import ng.bills.web.page.Formats;

/** What we charge on top of the bills, and what we charged before. */
@Named("feesPage")
@RequestScoped
public class FeesPage {

  private FindProviders find;
  private List<Version> versions;

  protected FeesPage() {}

  @Inject
  public FeesPage(FindProviders find) {
    this.find = find;
  }

  /**
   * Fees that were in force for a time.
   *
   * @param since from when
   * @param current whether they are still
   * @param fees each with what it is for
   */
  public record Version(String since, boolean current, List<Fee> fees) {

    public Version {
      fees = List.copyOf(fees);
    }
  }

  /**
   * A fee.
   *
   * @param what for which bills
   * @param naira how much
   */
  public record Fee(String what, String naira) {}

  /** The latest first; empty until the first node has looked. */
  public List<Version> getVersions() {
    if (versions == null) {
      Words words = Words.ofPage();
      versions = new ArrayList<>();
      for (FeeHistory.InForce inForce : find.fees()) {
        versions.add(
            new Version(Formats.time(inForce.since()), versions.isEmpty(), fees(inForce, words)));
      }
    }
    return versions;
  }

  private static List<Fee> fees(FeeHistory.InForce inForce, Words words) {
    List<Fee> fees = new ArrayList<>();
    for (BillType type : BillType.values()) {
      Money fee = inForce.fees().byType().getOrDefault(type, Money.ZERO);
      fees.add(new Fee(words.say("type." + type.wireName()), Formats.naira(fee.kobo())));
    }
    inForce.fees().byBiller().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(BillerCode::value)))
        .forEach(e -> fees.add(new Fee(e.getKey().value(), Formats.naira(e.getValue().kobo()))));
    return fees;
  }
}
