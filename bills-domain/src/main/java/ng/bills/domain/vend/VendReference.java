package ng.bills.domain.vend;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Our own reference of one attempt to buy, unique for ever. It begins with the minute in Lagos
 * because VTpass refuses a reference that is not of today (code 085); the other providers take any.
 */
public record VendReference(String value) {

  private static final Pattern FORM = Pattern.compile("\\d{12}[A-Za-z0-9]{8,24}");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneId.of("Africa/Lagos"));

  public VendReference {
    if (!FORM.matcher(Objects.requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException("not a vend reference: " + value);
    }
  }

  /**
   * A new reference.
   *
   * @param at when it will be sent
   * @param suffix 8 to 24 random letters or digits
   */
  public static VendReference at(Instant at, String suffix) {
    return new VendReference(MINUTE.format(at) + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
