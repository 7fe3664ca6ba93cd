package ng.bills.sandbox.vtpass;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A DStv or GOtv smartcard as the sandbox shall start with it; purchases move it on from there.
 *
 * @param serviceId {@code dstv} or {@code gotv}
 * @param bouquet variation code of the current bouquet
 * @param due the day the subscription ends
 * @param renewalKobo what renewing costs; empty for the price of the bouquet in the catalogue
 * @param form how much the answer tells
 */
public record Smartcard(
    String account,
    String serviceId,
    String bouquet,
    LocalDate due,
    OptionalLong renewalKobo,
    Form form) {
  /** How much the answer tells. */
  public enum Form {
    /** Bouquet, renewal amount and due date. */
    FULL,
    /** As the newer sandbox sample: neither bouquet nor renewal amount. */
    WITHOUT_BOUQUET,
    /** As older answers: {@code DUE_DATE} instead of {@code Due_Date}. */
    OLD_DUE_DATE
  }

  public Smartcard {
    Objects.requireNonNull(account);
    Objects.requireNonNull(due);
  }

  public static Smartcard of(String account, String serviceId, String bouquet, LocalDate due) {
    return new Smartcard(account, serviceId, bouquet, due, OptionalLong.empty(), Form.FULL);
  }

  public Smartcard renewingFor(long kobo) {
    return new Smartcard(account, serviceId, bouquet, due, OptionalLong.of(kobo), form);
  }

  public Smartcard told(Form as) {
    return new Smartcard(account, serviceId, bouquet, due, renewalKobo, as);
  }

  Smartcard moved(String newBouquet, int months, LocalDate today) {
    LocalDate from = due.isBefore(today) ? today : due;
    boolean same = newBouquet.equals(bouquet);
    return new Smartcard(
        account,
        serviceId,
        newBouquet,
        from.plusMonths(months),
        same ? renewalKobo : OptionalLong.empty(),
        form);
  }

  /** What renewing costs; empty when the bouquet is no longer sold. */
  Optional<Long> renewal(Service service) {
    return renewalKobo.isPresent()
        ? Optional.of(renewalKobo.getAsLong())
        : service.variation(bouquet).map(Variation::priceKobo);
  }
}
