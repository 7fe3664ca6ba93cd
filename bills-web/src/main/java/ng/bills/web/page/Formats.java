package ng.bills.web.page;

import jakarta.faces.context.FacesContext;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write money and time, as functions of the tag library {@code urn:bills}. */
public final class Formats {

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final int KOBO_DIGITS = 2;
  private static final int STROOP_DIGITS = 7;

  private Formats() {}

  /**
   * Naira with thousands and kobo.
   *
   * @param kobo the amount
   * @return such as {@code ₦5,030.00}, or {@code -₦1.50}
   */
  public static String naira(long kobo) {
    BigDecimal amount = BigDecimal.valueOf(kobo, KOBO_DIGITS);
    return (kobo < 0 ? "-₦" : "₦") + grouped("#,##0.00", amount.abs());
  }

  /**
   * cNGN with all its digits: the exact amount to send.
   *
   * @param stroops ten-millionths of a cNGN
   * @return such as {@code 5,030.0000000}
   */
  public static String units(long stroops) {
    return grouped("#,##0.0000000", BigDecimal.valueOf(stroops, STROOP_DIGITS));
  }

  /**
   * A time in Lagos with its zone.
   *
   * @return such as {@code 21 Nov 2026, 22:05:09 WAT}, in the language of the page; empty for none
   */
  public static String time(Instant at) {
    return time(at, locale());
  }

  /** As {@link #time(Instant)}, in a language, for what is written outside a page. */
  public static String time(Instant at, Locale locale) {
    return at == null
        ? ""
        : DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", locale).withZone(LAGOS).format(at)
            + " WAT"; // the same in summer and winter, and in both languages
  }

  /** The day in Lagos, such as {@code 21 Nov 2026}; empty for none. */
  public static String day(Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ofPattern("d MMM uuuu", locale()).withZone(LAGOS).format(at);
  }

  /** Fills {@code {0}} of a text. */
  public static String fill(String text, Object value) {
    return new MessageFormat(text, locale()).format(new Object[] {value});
  }

  /** Fills {@code {0}} and {@code {1}} of a text. */
  public static String fillTwo(String text, Object first, Object second) {
    return new MessageFormat(text, locale()).format(new Object[] {first, second});
  }

  private static String grouped(String pattern, BigDecimal amount) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount);
  }

  private static Locale locale() {
    FacesContext context = FacesContext.getCurrentInstance();
    return context == null || context.getViewRoot() == null
        ? Locale.ENGLISH
        : context.getViewRoot().getLocale();
  }
}
