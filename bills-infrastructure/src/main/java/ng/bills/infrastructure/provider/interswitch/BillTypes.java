package ng.bills.infrastructure.provider.interswitch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.domain.biller.BillType;

/**
 * Which kind of bill a biller takes. Interswitch has categories of its own; the ids 1 (utilities),
 * 2 (cable television), 4 (mobile recharge) and 28 (gaming) were seen in clients, but they are
 * volatile, so the names decide.
 */
final class BillTypes {
  private record Rule(Pattern category, Pattern biller, BillType type) {}

  private static final String ANYONE = "";

  /**
   * The first rule that fits both names. Mobile billers say airtime; which of their items are data
   * is seen item by item.
   */
  private static final List<Rule> RULES =
      List.of(
          rule("utilit|water", "\\bwater\\b", BillType.WATER),
          rule(
              "utilit|electric|power",
              "electric|power|disco|prepaid|postpaid|\\b(ekedc|ekedp|ikedc|aedc|ibedc|kedco|phed|phedc"
                  + "|jed|jedc|kaedco|eedc|bedc|yedc|aple|abedc)\\b",
              BillType.ELECTRICITY),
          rule("cable|tv\\b|television", ANYONE, BillType.CABLE_TV),
          rule("internet|broadband", ANYONE, BillType.INTERNET),
          rule("mobile|recharge|airtime|data|phone", ANYONE, BillType.AIRTIME),
          rule("gaming|betting|lotter", ANYONE, BillType.GAMING),
          rule("educat|exam|school", "\\b(waec|jamb|neco|nabteb)\\b", BillType.EDUCATION));

  private BillTypes() {}

  /** Whether anything in a category of that name is a bill of ours. */
  static boolean mayHoldBills(String category) {
    return RULES.stream().anyMatch(rule -> rule.category().matcher(lower(category)).find());
  }

  static Optional<BillType> of(String category, String billerNames) {
    return RULES.stream()
        .filter(rule -> rule.category().matcher(lower(category)).find())
        .filter(rule -> rule.biller().matcher(lower(billerNames)).find())
        .map(Rule::type)
        .findFirst();
  }

  private static Rule rule(String category, String biller, BillType type) {
    return new Rule(Pattern.compile(category), Pattern.compile(biller), type);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
