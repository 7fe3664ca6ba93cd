package ng.bills.domain.biller;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the one identity of a plan out of the many ways providers word it: "N1000 1.5GB - 30 days"
 * and "MTN 1.5 GB Monthly Data Bundle" are both {@code mtn-1-5gb-30d}. The price is no part of it:
 * it moves; only where the name has nothing else does it name the plan.
 */
public final class PlanNames {

  private static final Pattern PRICE =
      Pattern.compile(
          "(?<![a-z0-9])(?:ngn|n|₦|#)\\s?\\d[\\d,]*(?:\\.\\d+)?(?![\\d,.]*\\s?[gmtk]b)"
              + "|\\d[\\d,]*(?:\\.\\d+)?\\s?(?:naira|ngn)\\b");
  private static final Pattern SIZE =
      Pattern.compile("(?<![a-z0-9.])(\\d+(?:\\.\\d+)?)\\s?([gmtk])b(?:s|ytes)?(?![a-z])");
  private static final Pattern VALIDITY =
      Pattern.compile(
          "(?<![a-z0-9.])(\\d{1,4})\\s?-?\\s?(hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mths?"
              + "|years?|yrs?|y)(?![a-z])");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Map<String, Integer> DAYS_OF_WORD =
      Map.of(
          "daily",
          1,
          "weekly",
          7,
          "monthly",
          30,
          "month",
          30,
          "quarterly",
          90,
          "yearly",
          365,
          "annual",
          365);
  private static final Set<String> FILLERS =
      Set.of(
          "data",
          "bundle",
          "plan",
          "package",
          "bouquet",
          "subscription",
          "sub",
          "payment",
          "for",
          "the",
          "of",
          "and",
          "with",
          "valid",
          "validity",
          "topup",
          "recharge",
          "only",
          "naira");

  private PlanNames() {}

  /**
   * The code of a plan.
   *
   * @param biller whose plan it is; the code begins with it
   * @param name what the provider calls the plan
   * @param validity how long it lasts, where the provider says so apart from the name
   */
  public static PlanCode codeOf(BillerCode biller, String name, Optional<String> validity) {
    String text = PRICE.matcher(lower(name)).replaceAll(" ");
    List<String> sizes = new ArrayList<>();
    text = takeSizes(text, sizes);
    List<Integer> hours = new ArrayList<>();
    text = takeHours(text, hours);
    if (hours.isEmpty()) {
      validity.ifPresent(v -> takeHours(lower(v), hours));
    }
    Set<String> words = new LinkedHashSet<>();
    Set<String> own = Set.copyOf(words(biller.value()));
    for (String word : words(text.replaceAll("(?<=[a-z0-9])\\+", " plus "))) {
      if (!own.contains(word) && !FILLERS.contains(word)) {
        words.add(word);
      }
    }
    List<String> parts = new ArrayList<>(words(biller.value()));
    parts.addAll(sizes);
    Optional<String> lasts = hours.stream().findFirst().map(PlanNames::lasts);
    if (sizes.isEmpty()) {
      // a bouquet without a word about it lasts a month
      parts.addAll(words);
      lasts.filter(l -> !l.equals("30d")).ifPresent(parts::add);
    } else {
      lasts.ifPresent(parts::add);
      parts.addAll(words);
    }
    if (parts.size() == words(biller.value()).size()) {
      Matcher price = PRICE.matcher(lower(name));
      if (price.find()) {
        parts.add("n" + price.group().replaceAll("\\D", ""));
      }
    }
    return joined(parts);
  }

  /** The same plan, told apart from another of one name by something of its own. */
  public static PlanCode toldApart(PlanCode code, String by) {
    String end = String.join("-", words(lower(by)));
    int room = PlanCode.MAX_LENGTH - end.length() - 1;
    if (end.isEmpty() || room < 1) {
      throw new IllegalArgumentException("nothing that could tell plans apart");
    }
    String start = code.value();
    return new PlanCode(
        withoutEdge(start.length() <= room ? start : start.substring(0, room)) + "-" + end);
  }

  private static String takeSizes(String text, List<String> sizes) {
    Matcher size = SIZE.matcher(text);
    while (size.find()) {
      String amount = size.group(1);
      if (amount.contains(".")) {
        amount = amount.replaceAll("0+$", "").replaceAll("\\.$", "");
      }
      sizes.add(amount.replace('.', '-') + size.group(2) + "b");
    }
    return SIZE.matcher(text).replaceAll(" ");
  }

  private static String takeHours(String text, List<Integer> hours) {
    Matcher lasting = VALIDITY.matcher(text);
    while (lasting.find()) {
      hours.add(Integer.parseInt(lasting.group(1)) * hoursOf(lasting.group(2).charAt(0)));
    }
    String rest = VALIDITY.matcher(text).replaceAll(" ");
    for (String word : words(rest)) {
      if (DAYS_OF_WORD.containsKey(word)) {
        hours.add(DAYS_OF_WORD.get(word) * 24);
        rest = rest.replaceAll("\\b" + word + "\\b", " ");
      }
    }
    return rest;
  }

  private static int hoursOf(char unit) {
    return switch (unit) {
      case 'h' -> 1;
      case 'd' -> 24;
      case 'w' -> 7 * 24;
      case 'm' -> 30 * 24;
      default -> 365 * 24;
    };
  }

  private static String lasts(int hours) {
    return hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
  }

  private static PlanCode joined(List<String> parts) {
    String code = String.join("-", parts);
    return new PlanCode(
        withoutEdge(
            code.length() <= PlanCode.MAX_LENGTH ? code : code.substring(0, PlanCode.MAX_LENGTH)));
  }

  private static String withoutEdge(String code) {
    return code.endsWith("-") ? code.substring(0, code.length() - 1) : code;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
