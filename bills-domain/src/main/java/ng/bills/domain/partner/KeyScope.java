package ng.bills.domain.partner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for. */
public enum KeyScope {
  /** See payments, their tokens included. */
  READ,

  /** Check accounts, request payments and call them off. */
  PAY,

  /** Ask for money back. */
  REFUND,

  /** Look after the addresses that are told of events. */
  WEBHOOKS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** As callers and operators write it. */
  public String wireName() {
    return wireName;
  }

  /** The scope of that wire name, if there is one. */
  public static Optional<KeyScope> named(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findFirst();
  }
}
