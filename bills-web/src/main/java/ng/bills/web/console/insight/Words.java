package ng.bills.web.console.insight;

import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.ResourceBundle;

/** Texts and numbers of these pages, in the language of the page. */
final class Words {

  static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");

  private static final String BUNDLE = "ng.bills.web.text.Insight";

  private final Locale locale;
  private final ResourceBundle texts;

  Words(Locale locale) {
    this.locale = locale;
    this.texts = ResourceBundle.getBundle(BUNDLE, locale);
  }

  /** Those of the page that is being answered. */
  static Words ofPage() {
    return new Words(FacesContext.getCurrentInstance().getViewRoot().getLocale());
  }

  /** A text with its places filled; numbers should be {@link #count written} before. */
  String say(String key, Object... values) {
    return new MessageFormat(texts.getString(key), locale).format(values);
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** A number with thousands. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Tenths of a percent, as {@code 99.1 %}; a dash for none. */
  static String percent(OptionalInt tenths) {
    return tenths.isEmpty() ? "–" : tenths.getAsInt() / 10 + "." + tenths.getAsInt() % 10 + " %";
  }

  /** A moment, short: the hour within two days, else the day. */
  String moment(Instant at, Duration span) {
    String pattern = span.compareTo(Duration.ofDays(2)) <= 0 ? "d MMM, HH:mm" : "d MMM";
    return DateTimeFormatter.ofPattern(pattern, locale).withZone(LAGOS).format(at);
  }

  /** How long, in the two largest units. */
  String length(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return say("length.seconds", count(time.toSeconds()));
    }
    if (minutes < 60) {
      return say("length.minutes", count(minutes));
    }
    if (minutes < 48 * 60) {
      return say("length.hours", count(minutes / 60), count(minutes % 60));
    }
    return say("length.days", count(minutes / 1_440), count(minutes % 1_440 / 60));
  }
}
