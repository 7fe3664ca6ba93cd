package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.pay.PageTicket.Kind;
import ng.bills.application.pay.port.PageSeals;

/** Seals tickets and opens them again, each for one kind of use and, in forms, one browser. */
@Singleton
public class PageTickets {

  /** A link is for whoever has it. */
  private static final String ANYBODY = "";

  /** Longer ones were not made here. */
  private static final int MAX_LENGTH = 24_000;

  private final PageSeals seals;

  @Inject
  public PageTickets(PageSeals seals) {
    this.seals = seals;
  }

  /** A link, without whoever it is given to being known. */
  public String sealLink(PageTicket ticket) {
    return seal(Kind.LINK, ANYBODY, ticket);
  }

  /** The ticket of a link, whether or not it is over. */
  public Optional<PageTicket> openLink(String sealed) {
    return open(Kind.LINK, ANYBODY, sealed);
  }

  /**
   * A ticket for a form.
   *
   * @param browser what only that browser sends, so that no other page can have it send a form
   */
  public String seal(Kind kind, String browser, PageTicket ticket) {
    return seals.seal(purpose(kind, browser), TicketText.write(ticket));
  }

  /** The ticket that came back; empty when it is none, another browser's or for something else. */
  public Optional<PageTicket> open(Kind kind, String browser, String sealed) {
    return sealed == null || sealed.length() > MAX_LENGTH
        ? Optional.empty()
        : seals.open(purpose(kind, browser), sealed).flatMap(TicketText::read);
  }

  private static String purpose(Kind kind, String browser) {
    return "pay " + kind.name().toLowerCase(Locale.ROOT) + " " + browser;
  }
}
