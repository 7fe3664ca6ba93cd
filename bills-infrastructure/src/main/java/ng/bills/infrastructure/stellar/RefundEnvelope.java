package ng.bills.infrastructure.stellar;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.SignedRefund;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Network;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;

/** Builds, signs and takes apart refund transactions: the only use made of the SDK's builders. */
final class RefundEnvelope {

  private RefundEnvelope() {}

  /**
   * One payment with a return memo that names the incoming transaction.
   *
   * @param sequence the number it uses
   * @param fee what is bid for it, in stroops
   * @param validFrom the earliest close time of a ledger that may hold it
   * @param validUntil the latest
   */
  static SignedRefund sign(
      StellarSettings settings,
      RefundOrder order,
      long sequence,
      long fee,
      Instant validFrom,
      Instant validUntil) {
    Transaction transaction =
        new TransactionBuilder(
                new Account(settings.wallet(), sequence - 1),
                new Network(settings.networkPassphrase()))
            .setBaseFee(fee)
            .addMemo(Memo.returnHash(order.returnHash()))
            .addOperation(
                new PaymentOperation.Builder(
                        order.destination(),
                        Asset.create(null, settings.cngn().code(), settings.cngn().issuer()),
                        order.amount().toDecimal())
                    .build())
            .addPreconditions(
                TransactionPreconditions.builder()
                    .timeBounds(
                        new TimeBounds(validFrom.getEpochSecond(), validUntil.getEpochSecond()))
                    .build())
            .build();
    transaction.sign(settings.systemKey().pair());
    return new SignedRefund(
        settings.wallet(),
        sequence,
        transaction.toEnvelopeXdrBase64(),
        transaction.hashHex(),
        Instant.ofEpochSecond(validUntil.getEpochSecond()));
  }

  /** The hash an envelope has on a network; empty when it is no envelope. */
  static Optional<String> hash(String envelope, String passphrase) {
    return decode(envelope, passphrase).map(AbstractTransaction::hashHex);
  }

  /** The earliest close time of a ledger that may hold it; the epoch when it is not bounded. */
  static Instant validFrom(String envelope, String passphrase) {
    return decode(envelope, passphrase)
        .filter(Transaction.class::isInstance)
        .map(transaction -> ((Transaction) transaction).getTimeBounds())
        .map(bounds -> Instant.ofEpochSecond(bounds.getMinTime().longValueExact()))
        .orElse(Instant.EPOCH);
  }

  private static Optional<AbstractTransaction> decode(String envelope, String passphrase) {
    try {
      return Optional.of(AbstractTransaction.fromEnvelopeXdr(envelope, new Network(passphrase)));
    } catch (IOException | RuntimeException e) {
      // the SDK throws what it likes for bytes that are no envelope
      return Optional.empty();
    }
  }
}
