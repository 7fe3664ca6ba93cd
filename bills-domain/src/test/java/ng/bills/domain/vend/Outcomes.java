package ng.bills.domain.vend;

import java.util.List;
import java.util.Optional;

/** Answers of providers, for tests. */
public final class Outcomes {

  /** A token of 20 digits that is nobody's. */
  public static final Token TOKEN = new Token(Token.Kind.CREDIT, "01234567890123456789");

  private Outcomes() {}

  public static Delivered deliveredWith(Token... tokens) {
    return new Delivered(
        Optional.of(new ProviderReference("their-1")),
        new Delivery(List.of(tokens), Optional.of("79.9"), Optional.of("receipt-1")),
        "000 delivered");
  }

  public static Delivered deliveredWithToken() {
    return deliveredWith(TOKEN);
  }

  public static Delivered deliveredBare() {
    return new Delivered(Optional.empty(), Delivery.BARE, "000 delivered");
  }

  public static Pending pending() {
    return new Pending(Optional.of(new ProviderReference("their-1")), "000 pending");
  }

  public static Rejected rejected(RejectionReason reason) {
    return new Rejected(reason, "016", "not delivered");
  }

  public static NotFound notFound() {
    return new NotFound("015");
  }

  public static Unknown unknown() {
    return new Unknown("timeout", "no answer within 30 s");
  }
}
