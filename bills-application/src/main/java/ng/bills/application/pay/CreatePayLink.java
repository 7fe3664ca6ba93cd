package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.port.IdSource;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;

/**
 * A partner wants a link to the pay page on which what it says is filled in and cannot be changed.
 * The link makes one payment, and shows it to whoever has the link. Nothing is stored: the link is
 * sealed.
 */
@Singleton
public class CreatePayLink {

  public static final Duration USUAL_LIFE = Duration.ofHours(24);
  public static final Duration LONGEST_LIFE = Duration.ofDays(30);

  /** What the customer may be left to fill in. */
  private static final Set<String> MAY_BE_MISSING =
      Set.of("account_number", "account_type", "amount", "plan_code");

  private final FormCheck formCheck;
  private final PageTickets tickets;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public CreatePayLink(
      FormCheck formCheck, PageTickets tickets, IdSource ids, InstantSource clock) {
    this.formCheck = formCheck;
    this.tickets = tickets;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a partner asks for.
   *
   * @param form what is settled; type and biller at least
   * @param returnUrl where the customer goes on afterwards, https
   * @param life how long the link may be used; at most {@link #LONGEST_LIFE}
   */
  public record Wish(PaymentForm form, Optional<String> returnUrl, Duration life) {}

  /** What became of it. */
  public sealed interface Result {}

  /**
   * The link.
   *
   * @param sealed what goes into the address
   * @param expiresAt until when it may be used
   */
  public record Created(String sealed, Instant expiresAt) implements Result {

    /** Without the link: whoever has it sees the payment. */
    @Override
    public String toString() {
      return "Created[expiresAt=" + expiresAt + "]";
    }
  }

  /** Something is wrong with it. */
  public record Refused(List<Fault> faults) implements Result {}

  /**
   * Makes a link.
   *
   * @param typeFaults what the edge found already
   */
  public Result create(PartnerId partner, Wish wish, List<Fault> typeFaults) {
    List<Fault> faults = new ArrayList<>(typeFaults);
    ReviewBill.faults(formCheck.read(wish.form())).stream()
        .filter(f -> !(f.code().equals("REQUIRED") && MAY_BE_MISSING.contains(f.field())))
        .filter(f -> faults.stream().noneMatch(known -> known.field().equals(f.field())))
        .forEach(faults::add);
    wish.returnUrl()
        .filter(url -> !HookUrl.isWellFormed(url) || !new HookUrl(url).isHttps())
        .ifPresent(
            url ->
                faults.add(
                    new Fault(
                        "return_url",
                        "MALFORMED",
                        "must be an address that begins with https://, without user and"
                            + " fragment")));
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    Instant until = clock.instant().plus(wish.life());
    return new Created(
        tickets.sealLink(
            new PageTicket(
                PageSecret.of(ids.randomBytes(PageSecret.BYTES)),
                partner,
                wish.form(),
                wish.returnUrl(),
                Optional.empty(),
                until)),
        until);
  }
}
