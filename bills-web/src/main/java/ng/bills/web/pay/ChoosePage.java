package ng.bills.web.pay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.ListBillers;
import ng.bills.application.pay.PageTicket;
import ng.bills.application.pay.PageTickets;
import ng.bills.application.payment.PaymentForm;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillType.PlanUse;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.Plan;
import ng.bills.web.page.Formats;
import ng.bills.web.text.PayTexts;

/** The form: what is chosen already, what is to be chosen next, what was wrong. */
public final class ChoosePage {

  /**
   * Something to choose.
   *
   * @param value what is sent
   * @param label what is read
   * @param hint more about it
   * @param open whether it can be chosen now
   */
  public record Choice(String value, String label, String hint, boolean open) {

    public String getValue() {
      return value;
    }

    public String getLabel() {
      return label;
    }

    public String getHint() {
      return hint;
    }

    public boolean isOpen() {
      return open;
    }
  }

  private final ListBillers shelf;
  private final PageTickets tickets;
  private final PayTexts texts;
  private final PageTicket ticket;
  private final TypedBill typed;
  private final Optional<String> partner;
  private final FieldFaults faults;
  private final Optional<BillType> type;
  private final Optional<Biller> biller;

  /** All of it is known when it is made; nothing is asked while the page is written. */
  ChoosePage(
      ListBillers shelf,
      PageTickets tickets,
      PayTexts texts,
      PageTicket ticket,
      TypedBill typed,
      Optional<String> partner,
      FieldFaults faults) {
    this.shelf = shelf;
    this.tickets = tickets;
    this.texts = texts;
    this.ticket = ticket;
    this.typed = typed;
    this.partner = partner;
    this.faults = faults;
    PaymentForm settled = ticket.form();
    this.type =
        settled
            .billType()
            .or(() -> typed.given("bill_type"))
            .flatMap(BillType::named)
            .filter(t -> !shelf.of(t).isEmpty());
    this.biller =
        type.flatMap(
            t ->
                settled
                    .providerCode()
                    .or(() -> typed.given("provider_code"))
                    .filter(BillerCode::isWellFormed)
                    .flatMap(code -> shelf.find(t, new BillerCode(code))));
  }

  /** What is asked for: {@code type}, {@code biller} or {@code details}. */
  public String getStep() {
    return type.isEmpty() ? "type" : biller.isEmpty() ? "biller" : "details";
  }

  /** By whose link the customer came; empty for nobody's. */
  public String getPartner() {
    return partner.orElse("");
  }

  /** Whether the customer may still change it. */
  public boolean isLocked(String field) {
    PaymentForm settled = ticket.form();
    boolean priced = settled.amount().isPresent() || settled.planCode().isPresent();
    return switch (field) {
      case "bill_type" -> settled.billType().isPresent();
      case "account_number" -> settled.accountNumber().isPresent();
      case "account_type" ->
          settled.accountNumber().isPresent() || settled.accountType().isPresent();
      case "amount", "plan_code" -> priced;
      case "customer_email" -> settled.customerEmail().isPresent();
      case "customer_phone" -> settled.customerPhone().isPresent();
      default -> false;
    };
  }

  public List<Choice> getTypes() {
    return shelf.offers().stream()
        .map(
            offer ->
                new Choice(
                    offer.type().wireName(),
                    typeName(texts, offer.type()),
                    texts
                        .find("type." + offer.type().wireName() + ".hint")
                        .orElse(offer.type().description()),
                    true))
        .toList();
  }

  /** Those that can be paid now first. */
  public List<Choice> getBillers() {
    return type.map(shelf::of).orElse(List.of()).stream()
        .map(
            b ->
                new Choice(
                    b.code().value(),
                    b.name(),
                    shelf.isSold(b) ? b.region() : texts.text("biller.closed"),
                    shelf.isSold(b)))
        .sorted(Comparator.comparing(choice -> !choice.open()))
        .toList();
  }

  public List<Choice> getPlans() {
    List<Choice> plans = new ArrayList<>();
    biller
        .filter(b -> b.type().planUse() != PlanUse.NEVER)
        .map(shelf::plans)
        .orElse(List.of())
        .stream()
        .filter(Plan::available)
        .forEach(
            p ->
                plans.add(
                    new Choice(
                        p.code().value(),
                        p.name() + " – " + Formats.naira(p.price().kobo()),
                        p.validity().orElse(""),
                        true)));
    return plans;
  }

  /** Whether any amount may be paid, beside or instead of a plan. */
  public boolean isAmountTaken() {
    return type.filter(t -> t.planUse() != PlanUse.ALWAYS).isPresent();
  }

  /** The meters this biller takes, when that is asked. */
  public List<Choice> getMeterTypes() {
    return biller.map(Biller::meterTypes).stream()
        .flatMap(java.util.Set::stream)
        .sorted()
        .map(m -> new Choice(m.name(), texts.text("meter." + m.name()), "", true))
        .toList();
  }

  public String getTypeCode() {
    return type.map(BillType::wireName).orElse("");
  }

  public String getTypeName() {
    return type.map(t -> typeName(texts, t)).orElse("");
  }

  public String getBillerCode() {
    return biller.map(b -> b.code().value()).orElse("");
  }

  public String getBillerName() {
    return biller.map(Biller::name).orElse("");
  }

  /** What the account is called for this kind of bill. */
  public String getAccountLabel() {
    return type.map(
            t ->
                texts
                    .find("account." + t.wireName())
                    .or(() -> texts.find("account." + t.accountKind()))
                    .orElse(t.accountLabel()))
        .orElse("");
  }

  public String getAccountHint() {
    return type.flatMap(t -> texts.find("account." + t.accountKind() + ".hint")).orElse("");
  }

  /** How a phone shows its keys: digits where the account is of digits alone. */
  public String getAccountKeys() {
    return type.map(
            t ->
                switch (t.accountKind()) {
                  case PHONE -> "tel";
                  case SMARTCARD -> "numeric";
                  default -> "text";
                })
        .orElse("text");
  }

  public String getAmountHint() {
    return biller
        .map(
            b ->
                texts.text(
                    "amount.hint",
                    Formats.naira(b.minimum().kobo()),
                    Formats.naira(b.maximum().kobo()),
                    Formats.naira(shelf.fee(b).kobo())))
        .orElse("");
  }

  /** What the partner settled, for reading; the account masked. */
  public String locked(String field) {
    PaymentForm settled = ticket.form();
    return switch (field) {
      case "account_number" ->
          settled.accountNumber().map(n -> CustomerAccount.mask(n.strip())).orElse("");
      case "account_type" ->
          settled
              .accountType()
              .flatMap(ChoosePage::meterType)
              .map(m -> texts.text("meter." + m.name()))
              .orElse("");
      case "amount" ->
          settled.amount().map(a -> Formats.naira(a.movePointRight(2).longValue())).orElse("");
      case "plan_code" -> settled.planCode().map(this::planName).orElse("");
      default -> "";
    };
  }

  private String planName(String code) {
    return getPlans().stream()
        .filter(plan -> plan.value().equals(code))
        .map(Choice::label)
        .findFirst()
        .orElse(code);
  }

  private static Optional<MeterType> meterType(String name) {
    return java.util.Arrays.stream(MeterType.values())
        .filter(m -> m.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** What was typed, or suggested by the address. */
  public String typed(String field) {
    return typed.field(field);
  }

  public FieldFaults getFaults() {
    return faults;
  }

  /** The ticket, sealed for the browser that repeats this token. */
  public String sealed(String browser) {
    return tickets.seal(PageTicket.Kind.FORM, browser, ticket);
  }

  static String typeName(PayTexts texts, BillType type) {
    return texts.find("type." + type.wireName()).orElse(type.displayName());
  }
}
