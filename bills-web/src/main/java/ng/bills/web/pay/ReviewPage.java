package ng.bills.web.pay;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import ng.bills.application.pay.PageTicket;
import ng.bills.application.pay.PageTickets;
import ng.bills.application.pay.ReviewBill;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.money.Money;
import ng.bills.web.page.Formats;
import ng.bills.web.text.PayTexts;

/** The bill as it will be asked for, to be confirmed. */
public final class ReviewPage {

  private final PageTickets tickets;
  private final PayTexts texts;
  private final PageTicket ticket;
  private final ReviewBill.Reviewed bill;

  /**
   * @param ticket of the form that was filled in
   */
  ReviewPage(PageTickets tickets, PayTexts texts, PageTicket ticket, ReviewBill.Reviewed bill) {
    this.tickets = tickets;
    this.texts = texts;
    this.ticket = ticket;
    this.bill = bill;
  }

  public String getTypeName() {
    return ChoosePage.typeName(texts, bill.biller().type());
  }

  public String getBillerName() {
    return bill.biller().name();
  }

  public String getAccount() {
    return bill.account().account().masked();
  }

  /** As the biller has it; empty where nobody is asked. */
  public String getCustomerName() {
    return bill.account().info().customerName().orElse("");
  }

  public String getAddress() {
    return bill.account().info().address().orElse("");
  }

  public String getOutstanding() {
    return bill.account()
        .info()
        .outstanding()
        .filter(owed -> !owed.isZero())
        .map(owed -> Formats.naira(owed.kobo()))
        .orElse("");
  }

  public String getCurrentPlan() {
    return bill.account().info().currentPlan().orElse("");
  }

  public String getDueDate() {
    return bill.account().info().dueDate().map(this::day).orElse("");
  }

  private String day(LocalDate date) {
    return DateTimeFormatter.ofPattern("d MMM uuuu", texts.locale()).format(date);
  }

  public String getPlanName() {
    return bill.plan().map(Plan::name).orElse("");
  }

  /** A number may have moved to another network: a warning, never a refusal. */
  public String getOtherNetwork() {
    return bill.account()
        .network()
        .filter(network -> !network.biller().equals(bill.biller().code()))
        .map(
            network ->
                texts.text(
                    "network.other",
                    network.biller().value().toUpperCase(java.util.Locale.ROOT),
                    bill.biller().name()))
        .orElse("");
  }

  public String getAmount() {
    return naira(bill.amount());
  }

  public String getFee() {
    return naira(bill.fee());
  }

  public String getTotal() {
    return naira(bill.total());
  }

  private static String naira(Money amount) {
    return Formats.naira(amount.kobo());
  }

  /** The ticket of the form, sealed for the browser that repeats this token. */
  public String form(String browser) {
    return tickets.seal(PageTicket.Kind.FORM, browser, ticket);
  }

  /** The draft, sealed for the browser that repeats this token. */
  public String sealed(String browser) {
    return tickets.seal(PageTicket.Kind.DRAFT, browser, bill.draft());
  }
}
