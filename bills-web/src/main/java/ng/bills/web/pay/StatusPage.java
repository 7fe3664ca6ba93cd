package ng.bills.web.pay;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.pay.ShowPage;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.Delivery;
import ng.bills.web.page.Formats;
import ng.bills.web.text.PayTexts;

/** One payment, as whoever has its secret sees it. */
public final class StatusPage {

  /** Pages that ask again by themselves, without a script, do so after so many seconds. */
  private static final int RELOAD_SECONDS = 10;

  /** Who pays at the last moment looks at the page for as long as a slow network may take. */
  private static final Duration WATCHED_AFTER_EXPIRY = Duration.ofHours(1);

  /**
   * How money is to be sent.
   *
   * @param address where to
   * @param assetCode what
   * @param assetIssuer and whose
   * @param link for wallets (SEP-7)
   */
  public record Instructions(String address, String assetCode, String assetIssuer, String link) {

    public String getAddress() {
      return address;
    }

    public String getAssetCode() {
      return assetCode;
    }

    public String getAssetIssuer() {
      return assetIssuer;
    }

    public String getLink() {
      return link;
    }
  }

  private final ShowPage.View view;
  private final Payment payment;
  private final PayTexts texts;
  private final Instructions instructions;
  private final AssetAmount total;
  private final boolean wallet;
  private final Optional<String> refundPage;
  private final Instant now;
  private final String address;

  /**
   * @param wallet whether there is a wallet that plays the customer
   * @param refundPage where the network shows the money that went back
   * @param address of this page, inside the application
   */
  StatusPage(
      ShowPage.View view,
      PayTexts texts,
      Instructions instructions,
      AssetAmount total,
      boolean wallet,
      Optional<String> refundPage,
      String address,
      Instant now) {
    this.view = view;
    this.payment = view.status().payment();
    this.texts = texts;
    this.instructions = instructions;
    this.total = total;
    this.wallet = wallet;
    this.refundPage = refundPage;
    this.address = address;
    this.now = now;
  }

  public String getAddress() {
    return address;
  }

  public String getState() {
    return payment.state().wireName();
  }

  public long getVersion() {
    return payment.version();
  }

  /** What happens now, in a few words. */
  public String getHeading() {
    return texts.text("state." + key());
  }

  /** And in a sentence. */
  public String getStory() {
    return texts.find("state." + key() + ".story").orElse("");
  }

  private String key() {
    if (payment.review().isPresent()) {
      return "review";
    }
    if (payment.state() == PaymentState.EXPIRED
        && payment.failure().filter(f -> f.code().name().equals("PAYMENT_CANCELLED")).isPresent()) {
      return "cancelled";
    }
    return payment.isTokenMissing() ? "token_missing" : payment.state().wireName();
  }

  public boolean isWaitingForMoney() {
    return payment.state() == PaymentState.PENDING_PAYMENT;
  }

  /** Whether the window has closed and nobody has noticed yet. */
  public boolean isWindowOver() {
    return isWaitingForMoney() && !now.isBefore(payment.expiresAt());
  }

  public boolean isDelivered() {
    return payment.state() == PaymentState.COMPLETED;
  }

  /** Whether there is a receipt to keep. */
  public boolean isSettled() {
    return isDelivered() || payment.state() == PaymentState.REFUNDED;
  }

  /** Whether nothing more is to be expected. */
  public boolean isOver() {
    return isSettled() || payment.state() == PaymentState.EXPIRED;
  }

  /**
   * Whether something may still happen: money may come late, and then the customer is to see it go
   * back.
   */
  public boolean isWatched() {
    return !isSettled()
        && !(isOver() && !now.isBefore(payment.expiresAt().plus(WATCHED_AFTER_EXPIRY)));
  }

  /** After how many seconds the page is to ask again; 0 when nothing more is to be expected. */
  public int getReloadSeconds() {
    return isWatched() ? RELOAD_SECONDS : 0;
  }

  public int getProgress() {
    return payment.state().progress();
  }

  public String getTypeName() {
    return ChoosePage.typeName(texts, payment.request().billType());
  }

  public String getBillerName() {
    return view.billerName();
  }

  public String getAccount() {
    return payment.request().account().masked();
  }

  public String getCustomerName() {
    return payment.customerName().orElse("");
  }

  public String getReference() {
    return payment.reference().value();
  }

  public String getAmount() {
    return Formats.naira(payment.request().amount().kobo());
  }

  public String getFee() {
    return Formats.naira(payment.request().fee().kobo());
  }

  public String getTotal() {
    return Formats.naira(payment.request().total().kobo());
  }

  /** The exact amount to send, as a wallet takes it. */
  public String getExactAmount() {
    return exact(total);
  }

  /** All its digits, but no zeros beyond the kobo. */
  private static String exact(AssetAmount amount) {
    BigDecimal digits = new BigDecimal(amount.toDecimal()).stripTrailingZeros();
    return digits.setScale(Math.max(2, digits.scale())).toPlainString();
  }

  public String getMemo() {
    return new PaymentMemo(payment.reference()).text();
  }

  public Instructions getInstructions() {
    return instructions;
  }

  public Instant getExpiresAt() {
    return payment.expiresAt();
  }

  /** Until the window closes, from the server's clock: that of a phone may be wrong. */
  public long getSecondsLeft() {
    return Math.max(0, Duration.between(now, payment.expiresAt()).toSeconds());
  }

  public Instant getCompletedAt() {
    return payment.completedAt().orElse(null);
  }

  public boolean isWallet() {
    return wallet && isWaitingForMoney();
  }

  /** In the order in which they are keyed in. */
  public List<KeyedToken> getTokens() {
    return isDelivered()
        ? payment.delivery().map(Delivery::tokens).orElse(List.of()).stream()
            .map(token -> KeyedToken.of(token, texts))
            .toList()
        : List.of();
  }

  public String getUnits() {
    return isDelivered() ? payment.delivery().flatMap(Delivery::units).orElse("") : "";
  }

  public String getReceiptNumber() {
    return isDelivered() ? payment.delivery().flatMap(Delivery::receiptNumber).orElse("") : "";
  }

  /** Why it failed; empty when it did not. */
  public String getFailure() {
    return payment.failure().map(Failure::code).flatMap(c -> texts.find("failure." + c)).orElse("");
  }

  private Optional<Refund> refund() {
    return view.status().refund();
  }

  public boolean isRefund() {
    return refund().isPresent();
  }

  /** How much goes back. */
  public String getRefundAmount() {
    return refund()
        .map(r -> exact(r.order().amount()) + " " + r.order().amount().asset().code())
        .orElse("");
  }

  public String getRefundState() {
    return refund().map(r -> texts.text("refund." + r.state().name())).orElse("");
  }

  /** Where to: the account that paid. */
  public String getRefundTo() {
    return refund().map(r -> r.order().destination()).orElse("");
  }

  /** Whether it has not arrived yet, and nothing keeps it. */
  public boolean isRefundSoon() {
    return refund()
        .map(Refund::state)
        .filter(s -> s == RefundState.DUE || s == RefundState.SENDING)
        .isPresent();
  }

  public String getRefundHash() {
    return refund().flatMap(Refund::confirmedHash).orElse("");
  }

  /** Where the network shows it; empty for nowhere. */
  public String getRefundPage() {
    return refundPage.orElse("");
  }

  public Instant getRefundedAt() {
    return refund()
        .filter(r -> r.state() == RefundState.CONFIRMED)
        .flatMap(Refund::confirmedAt)
        .orElse(null);
  }

  /** Where the customer goes on, said by the partner; empty for nowhere. */
  public String getReturnUrl() {
    return view.page().returnUrl().orElse("");
  }

  /** Without what the secret opens. */
  @Override
  public String toString() {
    return "StatusPage of " + payment.reference();
  }
}
