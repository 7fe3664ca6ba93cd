package ng.bills.application.funds.port;

import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.AssetAmount;

/** Our account, as customers need to know it in order to pay. */
public interface ReceivingAccount {

  /** Where to send, {@code G…}. */
  String address();

  /** A SEP-7 link that fills in a wallet's payment form: address, amount, asset and memo. */
  String paymentLink(AssetAmount amount, PaymentMemo memo, String message);
}
