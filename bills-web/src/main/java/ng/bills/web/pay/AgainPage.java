package ng.bills.web.pay;

import ng.bills.application.pay.PageTicket;
import ng.bills.application.pay.PageTickets;

/** The same was asked for just before: whether another one is wanted. */
public final class AgainPage {

  private final PageTickets tickets;
  private final PageTicket ticket;
  private final PageTicket draft;

  /**
   * @param ticket of the form that was filled in
   * @param draft what is to be confirmed
   */
  AgainPage(PageTickets tickets, PageTicket ticket, PageTicket draft) {
    this.tickets = tickets;
    this.ticket = ticket;
    this.draft = draft;
  }

  /** The ticket of the form, sealed for the browser that repeats this token. */
  public String form(String browser) {
    return tickets.seal(PageTicket.Kind.FORM, browser, ticket);
  }

  /** The draft, sealed for the browser that repeats this token. */
  public String sealed(String browser) {
    return tickets.seal(PageTicket.Kind.DRAFT, browser, draft);
  }
}
