package ng.bills.web.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.model.PaymentAnswers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How a customer pays: the addresses and links in the instructions, and what the QR code holds. */
@Singleton
public class PaymentLinks {

  private final ReceivingAccount account;
  private final PaymentPolicy policy;
  private final Payments payments;
  private final UnitOfWork tx;
  private final String appAddress;

  @Inject
  public PaymentLinks(
      ReceivingAccount account,
      PaymentPolicy policy,
      Payments payments,
      UnitOfWork tx,
      @ConfigProperty(name = "app.address") String appAddress) {
    this.account = account;
    this.policy = policy;
    this.payments = payments;
    this.tx = tx;
    this.appAddress =
        appAddress.endsWith("/") ? appAddress.substring(0, appAddress.length() - 1) : appAddress;
  }

  /** Where a payment is found. */
  public String address(PaymentId id) {
    return appAddress + "/api/v1/bills/" + id;
  }

  /** The pay page, opened by a sealed link. */
  public String payPage(String sealed) {
    return appAddress + "/pay/?link=" + sealed;
  }

  /** The answer to a request to pay, ready to be sent and kept. */
  public FirstAnswer firstAnswer(Payment payment) {
    String location = address(payment.id());
    return new FirstAnswer(
        location,
        JsonAnswer.of(
                PaymentAnswers.accepted(payment, account, policy.cngn(), location + "/qr.svg"))
            .bytes());
  }

  /** The payment whoever asks; for the QR code only, which tells nothing about the customer. */
  public Optional<Payment> find(PaymentId id) {
    return tx.call(() -> payments.find(id));
  }

  /** What the QR code holds. */
  public String paymentLink(Payment payment) {
    return PaymentAnswers.paymentLink(payment, account, policy.cngn());
  }
}
