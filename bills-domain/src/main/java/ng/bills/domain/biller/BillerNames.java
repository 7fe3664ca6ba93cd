package ng.bills.domain.biller;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the one short name of a biller out of the many ways providers word it: "Ikeja Electric
 * Payment - IKEDC" and "IKEDC PREPAID" are both {@code ikedc}. Those who are known go by the names
 * of product.md; anybody new goes by the words of its own name, so that nobody waits for a release.
 */
public final class BillerNames {

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final int MAX_LENGTH = 32;

  /** Words that say nothing about who it is. */
  private static final Set<String> FILLERS =
      Set.of(
          "payment",
          "payments",
          "electric",
          "electricity",
          "distribution",
          "company",
          "disco",
          "plc",
          "limited",
          "ltd",
          "nigeria",
          "prepaid",
          "postpaid",
          "topup",
          "top",
          "up",
          "vtu",
          "airtime",
          "data",
          "bundle",
          "bundles",
          "subscription",
          "bill",
          "bills",
          "new",
          "the",
          "of",
          "recharge",
          "wallet",
          "funding");

  private static final Map<BillType, Map<String, List<String>>> KNOWN = known();

  private BillerNames() {}

  /**
   * The code of a biller.
   *
   * @param type the kind of bill it takes
   * @param names what the provider calls it, the most telling first; at least one says something
   * @throws IllegalArgumentException when none of the names has two letters or digits
   */
  public static BillerCode codeOf(BillType type, String... names) {
    Map<String, List<String>> known = KNOWN.getOrDefault(type, Map.of());
    for (String name : names) {
      String padded = " " + String.join(" ", words(name)) + " ";
      for (Map.Entry<String, List<String>> biller : known.entrySet()) {
        if (biller.getValue().stream().anyMatch(alias -> padded.contains(" " + alias + " "))) {
          return new BillerCode(biller.getKey());
        }
      }
    }
    for (String name : names) {
      List<String> telling = new ArrayList<>(words(name));
      telling.removeAll(FILLERS);
      String code = cut(String.join("-", telling.isEmpty() ? words(name) : telling));
      if (BillerCode.isWellFormed(code)) {
        return new BillerCode(code);
      }
    }
    throw new IllegalArgumentException("a biller without a name");
  }

  private static String cut(String code) {
    String bounded = code.length() <= MAX_LENGTH ? code : code.substring(0, MAX_LENGTH);
    return bounded.endsWith("-") ? bounded.substring(0, bounded.length() - 1) : bounded;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static Map<BillType, Map<String, List<String>>> known() {
    Map<BillType, Map<String, List<String>>> all = new EnumMap<>(BillType.class);
    all.put(
        BillType.ELECTRICITY,
        aliases(
            "kaedco: kaedco, kaduna",
            "ekedc: ekedc, ekedp, eko",
            "ikedc: ikedc, ikeja",
            "aedc: aedc, abuja",
            "ibedc: ibedc, ibadan",
            "kedco: kedco, kano",
            "phed: phed, phedc, port harcourt, portharcourt",
            "jed: jed, jedc, jos",
            "eedc: eedc, enugu",
            "bedc: bedc, benin",
            "yedc: yedc, yola",
            "aba: aba, aple, apl"));
    Map<String, List<String>> networks =
        aliases(
            "mtn: mtn",
            "airtel: airtel",
            "glo: glo, globacom",
            "9mobile: 9mobile, etisalat, t2, 9 mobile");
    all.put(BillType.AIRTIME, networks);
    all.put(BillType.DATA, networks);
    all.put(
        BillType.CABLE_TV,
        aliases(
            "gotv: gotv, go tv",
            "dstv: dstv, ds tv",
            "startimes: startimes, star times, startime",
            "showmax: showmax",
            "mytv: mytv, my tv"));
    all.put(
        BillType.INTERNET,
        aliases("smile: smile", "spectranet: spectranet", "ipnx: ipnx", "swift: swift"));
    all.put(
        BillType.GAMING,
        aliases(
            "bet9ja: bet9ja, bet 9ja",
            "sportybet: sportybet, sporty bet",
            "1xbet: 1xbet, 1x bet",
            "nairabet: nairabet, naira bet",
            "betking: betking, bet king"));
    all.put(
        BillType.EDUCATION,
        aliases("waec-registration: waec registration", "waec: waec", "jamb: jamb", "neco: neco"));
    return all;
  }

  /** {@code "code: alias, alias"} by code, in that order. */
  private static Map<String, List<String>> aliases(String... lines) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ");
      aliases.put(parts[0], List.of(parts[1].split(", ")));
    }
    return aliases;
  }
}
