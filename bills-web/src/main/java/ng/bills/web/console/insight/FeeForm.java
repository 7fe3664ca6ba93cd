package ng.bills.web.console.insight;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import ng.bills.application.fee.FeeAnswer;
import ng.bills.application.fee.ProposeFee;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;

/** What came with a form about fees. */
public final class FeeForm {

  private static final Pattern NAIRA = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

  private final HttpServletRequest request;

  FeeForm(HttpServletRequest request) {
    this.request = request;
  }

  boolean isSent() {
    return "POST".equals(request.getMethod());
  }

  String text(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  /** The proposal that is decided about. */
  Optional<FeeChangeId> change() {
    try {
      return Optional.of(text("id"))
          .filter(t -> t.length() == 36)
          .map(UUID::fromString)
          .map(FeeChangeId::new);
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** What is wished, as far as it can be read. */
  ProposeFee.Wish wish() {
    return new ProposeFee.Wish(
        FeeScope.read(text("scope")), naira(text("naira")), lagos(text("from")), text("reason"));
  }

  /** As people write naira: 35, 35.50, 1,000 or ₦35. */
  static Optional<Money> naira(String text) {
    return Optional.of(text.replace(",", "").replace("₦", "").strip())
        .filter(t -> NAIRA.matcher(t).matches())
        .map(BigDecimal::new)
        .map(Money::ofNaira);
  }

  /** A time of the clock in Lagos, as browsers write it: 2026-12-01T00:00. */
  static Optional<Instant> lagos(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(Words.LAGOS).toInstant());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** What was typed into a field of a proposal that comes back. */
  public String typed(String field) {
    return isSent() && text("id").isEmpty() ? text(field) : "";
  }

  /** What was typed as the reason of a decision that comes back. */
  public String typedFor(String id) {
    return isSent() && text("id").equals(id) ? text("reason") : "";
  }

  static String fieldOf(FeeAnswer answer) {
    return switch (answer) {
      case NO_SUCH_BILLS -> "scope";
      case NOT_A_FEE, SAME_FEE -> "naira";
      case NOT_A_BEGINNING -> "from";
      case REASON_NEEDED -> "reason";
      default -> "";
    };
  }
}
