package ng.bills.domain.fee;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;

/**
 * For which bills a fee is.
 *
 * @param kind whether for a type of bills, or for one biller as an exception from it
 * @param code the wire name of the type, or the code of the biller
 */
public record FeeScope(Kind kind, String code) {

  /** How wide it is. */
  public enum Kind {
    BILL_TYPE,
    /** Whatever types it sells. */
    BILLER;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FeeScope {
    Objects.requireNonNull(kind, "kind");
    boolean known =
        kind == Kind.BILL_TYPE ? BillType.named(code).isPresent() : BillerCode.isWellFormed(code);
    if (!known) {
      throw new IllegalArgumentException("no such bills: " + kind);
    }
  }

  public static FeeScope of(BillType type) {
    return new FeeScope(Kind.BILL_TYPE, type.wireName());
  }

  public static FeeScope of(BillerCode biller) {
    return new FeeScope(Kind.BILLER, biller.value());
  }

  /** The scope as it is written, such as {@code bill_type/electricity}; empty for none. */
  public static Optional<FeeScope> read(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? Optional.empty()
          : Optional.of(
              new FeeScope(
                  Kind.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)),
                  text.substring(slash + 1)));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** As {@link #read} reads it. */
  @Override
  public String toString() {
    return kind.wireName() + "/" + code;
  }
}
