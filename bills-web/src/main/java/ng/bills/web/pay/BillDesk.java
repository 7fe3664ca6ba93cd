package ng.bills.web.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.biller.ListBillers;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.pay.AskAboutAccount;
import ng.bills.application.pay.OpenPage;
import ng.bills.application.pay.PageTicket;
import ng.bills.application.pay.PageTickets;
import ng.bills.application.pay.RequestFromPage;
import ng.bills.application.pay.ReviewBill;
import ng.bills.application.payment.Fault;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.pay.PageSecret;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.security.ClientAddress;
import ng.bills.web.page.PageCookies;
import ng.bills.web.text.PayTexts;

/** Up to the payment: choosing, reviewing, confirming. */
@Singleton
public class BillDesk {

  /** What a form brings back besides what was typed: what a partner settled. */
  static final String TICKET = "ticket";

  /** And of a reviewed bill, all of it. */
  static final String DRAFT = "draft";

  /** That the same was asked for just before is known, and another one is wanted. */
  private static final String AGAIN = "again";

  /** The cookie of {@code FormToken}: a ticket opens only for the browser it was sealed for. */
  static final String BROWSER = "__Host-bills-form";

  private static final int GONE = HttpServletResponse.SC_GONE;
  private static final int CONFLICT = HttpServletResponse.SC_CONFLICT;
  private static final int UNAVAILABLE = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
  private static final int TOO_MANY = 429;

  private final OpenPage openPage;
  private final AskAboutAccount askAboutAccount;
  private final ReviewBill reviewBill;
  private final RequestFromPage requestFromPage;
  private final ListBillers shelf;
  private final PageTickets tickets;
  private final CallBudget budget;
  private final ClientAddress addresses;
  private final InstantSource clock;

  @Inject
  public BillDesk(
      OpenPage openPage,
      AskAboutAccount askAboutAccount,
      ReviewBill reviewBill,
      RequestFromPage requestFromPage,
      ListBillers shelf,
      PageTickets tickets,
      CallBudget budget,
      AccessPolicy access,
      InstantSource clock) {
    this.openPage = openPage;
    this.askAboutAccount = askAboutAccount;
    this.reviewBill = reviewBill;
    this.requestFromPage = requestFromPage;
    this.shelf = shelf;
    this.tickets = tickets;
    this.budget = budget;
    this.addresses = new ClientAddress(access.trustedProxies());
    this.clock = clock;
  }

  /** The page to begin with; what the address suggests is typed already. */
  void open(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    OpenPage.Result result = openPage.open(Optional.ofNullable(request.getParameter("link")));
    if (result instanceof OpenPage.Fresh fresh) {
      PageAnswers.form(
          form(request, fresh.ticket(), TypedBill.read(request), fresh.partner(), FieldFaults.NONE),
          request,
          response);
    } else if (result instanceof OpenPage.Begun begun) {
      PageAnswers.see(PaymentDesk.path(begun.secret()), request, response);
    } else if (result instanceof OpenPage.Over over) {
      PageAnswers.notice(GONE, "over", over.returnUrl(), request, response);
    } else if (result instanceof OpenPage.LinksOnly) {
      PageAnswers.notice(
          HttpServletResponse.SC_FORBIDDEN, "linksOnly", Optional.empty(), request, response);
    } else {
      PageAnswers.notice(HttpServletResponse.SC_BAD_REQUEST, "forged", request, response);
    }
  }

  /** Asks about the account and shows what it will cost. */
  void review(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<PageTicket> ticket = ticket(request, PageTicket.Kind.FORM);
    if (ticket.isEmpty()) {
      PageAnswers.notice(CONFLICT, "old", request, response);
      return;
    }
    if (!budget.take(addresses.of(request))) {
      PageAnswers.tooMany(request, response);
      return;
    }
    TypedBill typed = TypedBill.read(request);
    ReviewBill.Result result = review(ticket.get(), typed);
    if (result instanceof ReviewBill.Reviewed reviewed) {
      PageAnswers.page(
          "review",
          new ReviewPage(tickets, PayTexts.of(request), ticket.get(), reviewed),
          request,
          response);
      return;
    }
    PageAnswers.form(
        form(
            request,
            ticket.get(),
            typed,
            openPage.partnerOf(ticket.get()),
            faults(PayTexts.of(request), typed, result)),
        request,
        response);
  }

  /** The same for a script, while the customer fills in the form: no page, and no draft. */
  void check(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PayTexts texts = PayTexts.of(request);
    Optional<PageTicket> ticket = ticket(request, PageTicket.Kind.FORM);
    if (ticket.isEmpty()) {
      response.setStatus(CONFLICT);
      PageAnswers.json(JsonFields.object().toJson(), response);
      return;
    }
    if (!budget.take(addresses.of(request))) {
      response.setStatus(429);
      PageAnswers.json(
          JsonFields.object().text("message", texts.text("notice.tooMany.story")).toJson(),
          response);
      return;
    }
    PageAnswers.json(
        told(texts, askAboutAccount.ask(ticket.get(), TypedBill.read(request).toForm())).toJson(),
        response);
  }

  /** A sentence: {@code message}, or {@code error} when the account will not do. */
  private static JsonFields told(PayTexts texts, CheckAccount.Result result) {
    JsonFields answer = JsonFields.object();
    if (result instanceof CheckAccount.Valid valid) {
      return answer.text(
          "message",
          valid
              .info()
              .customerName()
              .map(name -> texts.text("check.name", name))
              .orElseGet(() -> texts.text("check.fine")));
    }
    if (result instanceof CheckAccount.Invalid) {
      return answer.text("error", texts.text("fault.account_number.UNKNOWN"));
    }
    if (result instanceof CheckAccount.NotSoldNow closed) {
      return answer.text("error", texts.text("fault.NOT_SOLD_NOW", closed.biller()));
    }
    if (result instanceof CheckAccount.Refused refused) {
      // what is not filled in yet is no mistake yet
      return answer.text(
          "error",
          refused.reading().faults().stream()
              .filter(f -> f.field().equals("account_number") && !f.code().equals("REQUIRED"))
              .findFirst()
              .map(f -> FieldFaults.sentence(texts, refused.reading().billType(), f)));
    }
    return result instanceof CheckAccount.NobodyCanTell
        ? answer.text("message", texts.text("check.later"))
        : answer;
  }

  /** Back to the form, with what was typed. */
  void change(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<PageTicket> draft = ticket(request, PageTicket.Kind.DRAFT);
    Optional<PageTicket> ticket = ticket(request, PageTicket.Kind.FORM);
    if (draft.isEmpty() || ticket.isEmpty()) {
      PageAnswers.notice(CONFLICT, "old", request, response);
      return;
    }
    PageAnswers.form(
        form(
            request,
            ticket.get(),
            TypedBill.of(draft.get().form()),
            openPage.partnerOf(ticket.get()),
            FieldFaults.NONE),
        request,
        response);
  }

  /** Makes the payment, once however often the form is sent. */
  void confirm(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<PageTicket> draft = ticket(request, PageTicket.Kind.DRAFT);
    Optional<PageTicket> ticket = ticket(request, PageTicket.Kind.FORM);
    if (draft.isEmpty() || ticket.isEmpty()) {
      PageAnswers.notice(CONFLICT, "old", request, response);
      return;
    }
    if (!budget.take(addresses.of(request))) {
      PageAnswers.tooMany(request, response);
      return;
    }
    boolean again = request.getParameter(AGAIN) != null;
    RequestFromPage.Result result = requestFromPage.request(draft.get(), again);
    if (result instanceof RequestFromPage.Made made) {
      PageAnswers.see(PaymentDesk.path(made.secret()), request, response);
    } else if (result instanceof RequestFromPage.UnderWay underWay) {
      moment(underWay.secret(), request, response);
    } else if (result instanceof RequestFromPage.Refused refused) {
      TypedBill typed = TypedBill.of(draft.get().form());
      PageAnswers.form(
          form(
              request,
              ticket.get(),
              typed,
              openPage.partnerOf(ticket.get()),
              FieldFaults.of(PayTexts.of(request), type(typed), refused.faults())),
          request,
          response);
    } else if (result instanceof RequestFromPage.AskedBefore) {
      response.setStatus(CONFLICT);
      PageAnswers.page(
          "again", new AgainPage(tickets, ticket.get(), draft.get()), request, response);
    } else if (result instanceof RequestFromPage.TooMany many) {
      response.setHeader("Retry-After", Long.toString(many.in().toSeconds() + 1));
      PageAnswers.notice(TOO_MANY, "tooManyPayments", request, response);
    } else if (result instanceof RequestFromPage.UsedOtherwise) {
      PageAnswers.notice(CONFLICT, "used", draft.get().returnUrl(), request, response);
    } else {
      PageAnswers.notice(UNAVAILABLE, "notNow", request, response);
    }
  }

  private static void moment(
      PageSecret secret, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    PageAnswers.notice(
        HttpServletResponse.SC_ACCEPTED,
        "moment",
        Optional.of(PaymentDesk.path(secret)),
        request,
        response);
  }

  private ReviewBill.Result review(PageTicket ticket, TypedBill typed) {
    ReviewBill.Result result = reviewBill.review(ticket, typed.toForm());
    List<Fault> first = typed.faults();
    if (first.isEmpty() || result instanceof ReviewBill.Reviewed) {
      return result; // what was typed over what a partner settled does not count
    }
    List<Fault> all = new ArrayList<>(first);
    if (result instanceof ReviewBill.Refused refused) {
      all.addAll(refused.faults());
    }
    return new ReviewBill.Refused(all);
  }

  private static FieldFaults faults(PayTexts texts, TypedBill typed, ReviewBill.Result result) {
    if (result instanceof ReviewBill.Refused refused) {
      return FieldFaults.of(texts, type(typed), refused.faults());
    }
    if (result instanceof ReviewBill.UnknownAccount) {
      return FieldFaults.of("account_number", texts.text("fault.account_number.UNKNOWN"));
    }
    if (result instanceof ReviewBill.NotSoldNow closed) {
      return FieldFaults.of("provider_code", texts.text("fault.NOT_SOLD_NOW", closed.biller()));
    }
    return FieldFaults.of("account_number", texts.text("fault.account_number.NOBODY_CAN_TELL"));
  }

  private static Optional<BillType> type(TypedBill typed) {
    return typed.given("bill_type").flatMap(BillType::named);
  }

  /** The ticket that the form brought back, unless it is another browser's or over. */
  private Optional<PageTicket> ticket(HttpServletRequest request, PageTicket.Kind kind) {
    String field = kind == PageTicket.Kind.DRAFT ? DRAFT : TICKET;
    return PageCookies.read(request, BROWSER)
        .flatMap(browser -> tickets.open(kind, browser, request.getParameter(field)))
        .filter(ticket -> !ticket.isOver(clock.instant()));
  }

  private ChoosePage form(
      HttpServletRequest request,
      PageTicket ticket,
      TypedBill typed,
      Optional<String> partner,
      FieldFaults faults) {
    return new ChoosePage(shelf, tickets, PayTexts.of(request), ticket, typed, partner, faults);
  }
}
