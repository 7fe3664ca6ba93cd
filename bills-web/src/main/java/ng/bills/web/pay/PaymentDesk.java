package ng.bills.web.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.pay.CancelFromPage;
import ng.bills.application.pay.PlayCustomer;
import ng.bills.application.pay.ShowPage;
import ng.bills.application.pay.TransactionPages;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.receipt.FindReceipts;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.model.PaymentAnswers;
import ng.bills.web.api.model.QrCode;
import ng.bills.web.receipt.ReceiptHtml;
import ng.bills.web.receipt.ReceiptPdf;
import ng.bills.web.text.PayTexts;

/**
 * From the payment on: how to pay, where it is, the token, the receipt. The secret opens it all.
 */
@Singleton
public class PaymentDesk {

  private final ShowPage showPage;
  private final CancelFromPage cancelFromPage;
  private final PlayCustomer playCustomer;
  private final FindReceipts findReceipts;
  private final ReceivingAccount account;
  private final TransactionPages transactions;
  private final PaymentPolicy policy;
  private final InstantSource clock;

  @Inject
  public PaymentDesk(
      ShowPage showPage,
      CancelFromPage cancelFromPage,
      PlayCustomer playCustomer,
      FindReceipts findReceipts,
      ReceivingAccount account,
      TransactionPages transactions,
      PaymentPolicy policy,
      InstantSource clock) {
    this.showPage = showPage;
    this.cancelFromPage = cancelFromPage;
    this.playCustomer = playCustomer;
    this.findReceipts = findReceipts;
    this.account = account;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
  }

  /** Where a payment's page is, inside the application. */
  static String path(PageSecret secret) {
    return "/pay/p/" + secret.text() + "/";
  }

  void show(PageSecret secret, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<ShowPage.View> view = showPage.show(secret);
    if (view.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Payment payment = view.get().status().payment();
    PageAnswers.page(
        "payment",
        new StatusPage(
            view.get(),
            PayTexts.of(request),
            new StatusPage.Instructions(
                account.address(), policy.cngn().code(), policy.cngn().issuer(), link(payment)),
            AssetAmount.worth(policy.cngn(), payment.request().total()),
            playCustomer.isThere(),
            view.get().status().refund().flatMap(Refund::confirmedHash).flatMap(transactions::of),
            path(secret),
            clock.instant()),
        request,
        response);
  }

  /** Whether there is something new, for the script of the page: one row, no token. */
  void glance(PageSecret secret, HttpServletResponse response) throws IOException {
    var glance = showPage.glance(secret);
    if (glance.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    PageAnswers.json(
        JsonFields.object()
            .number("version", glance.get().version())
            .text("state", glance.get().state().wireName())
            .toJson(),
        response);
  }

  void qrCode(PageSecret secret, HttpServletResponse response) throws IOException {
    Optional<Payment> payment =
        // whatever its state: the page may have been shown a moment before the money came
        showPage.show(secret).map(view -> view.status().payment());
    if (payment.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    PageAnswers.bytes(
        "image/svg+xml",
        QrCode.svg(link(payment.get())).getBytes(StandardCharsets.UTF_8),
        response);
  }

  void receipt(
      PageSecret secret, boolean pdf, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<VendReceipt> receipt =
        showPage
            .show(secret)
            .flatMap(view -> findReceipts.find(view.page().partner(), view.page().payment(), true))
            .filter(FindReceipts.Found.class::isInstance)
            .map(found -> ((FindReceipts.Found) found).receipt());
    if (receipt.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    PayTexts texts = PayTexts.of(request);
    if (pdf) {
      response.setHeader(
          "Content-Disposition",
          "attachment; filename=\"receipt-" + fileName(receipt.get()) + ".pdf\"");
      PageAnswers.bytes("application/pdf", ReceiptPdf.of(receipt.get(), texts), response);
    } else {
      PageAnswers.bytes(
          "text/html;charset=UTF-8",
          ReceiptHtml.of(receipt.get(), texts).getBytes(StandardCharsets.UTF_8),
          response);
    }
  }

  /** The check character may be one that file names do not take. */
  private static String fileName(VendReceipt receipt) {
    return receipt.reference().value().replaceAll("[^A-Za-z0-9]", "_");
  }

  void cancel(PageSecret secret, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (showPage.glance(secret).isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    cancelFromPage.cancel(secret); // too late is shown by the page itself
    PageAnswers.see(path(secret), request, response);
  }

  /** In a sandbox the customer's wallet pays; elsewhere there is no such address. */
  void wallet(PageSecret secret, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!playCustomer.isThere() || showPage.glance(secret).isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (playCustomer.pay(secret)) {
      PageAnswers.see(path(secret), request, response);
    } else {
      PageAnswers.notice(
          HttpServletResponse.SC_BAD_GATEWAY,
          "wallet",
          Optional.of(path(secret)),
          request,
          response);
    }
  }

  private String link(Payment payment) {
    return PaymentAnswers.paymentLink(payment, account, policy.cngn());
  }
}
