package ng.bills.application.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.vend.Token;

/**
 * What a customer keeps of a payment that is settled.
 *
 * @param reference what people call the payment
 * @param billType the kind of bill
 * @param billerName whom it was paid to
 * @param planName what was bought, where there are plans
 * @param account masked
 * @param customerName whose account it is, as the biller has it
 * @param amount what the biller got
 * @param fee what we charged
 * @param requestedAt when it was asked for
 * @param completedAt when it was delivered, if it was
 * @param tokens in the order in which they are entered; none for whoever may not see them
 * @param units kilowatt-hours as the provider wrote them
 * @param receiptNumber the biller's or provider's
 * @param refund what went back, when the bill was not delivered
 */
public record VendReceipt(
    PaymentReference reference,
    BillType billType,
    String billerName,
    Optional<String> planName,
    String account,
    Optional<String> customerName,
    Money amount,
    Money fee,
    Instant requestedAt,
    Optional<Instant> completedAt,
    List<Token> tokens,
    Optional<String> units,
    Optional<String> receiptNumber,
    Optional<MoneyBack> refund) {

  /**
   * Money that went back.
   *
   * @param amount how much
   * @param transactionHash where it can be seen on the network
   * @param at when
   */
  public record MoneyBack(AssetAmount amount, Optional<String> transactionHash, Instant at) {}

  public VendReceipt {
    tokens = List.copyOf(tokens);
  }

  public Money total() {
    return amount.plus(fee);
  }

  /** Without tokens, account and name. */
  @Override
  public String toString() {
    return "VendReceipt of " + reference;
  }
}
