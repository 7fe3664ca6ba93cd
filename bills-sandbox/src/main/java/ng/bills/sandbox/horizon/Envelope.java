package ng.bills.sandbox.horizon;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.FeeBumpTransaction;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.xdr.DecoratedSignature;

/**
 * A signed transaction as it was submitted.
 *
 * @param xdr the base64 text
 * @param outer what was submitted; the same as {@code inner} unless it is a fee bump
 * @param hash lower-case hex of the outer hash
 * @param innerHash lower-case hex of the inner hash, null unless it is a fee bump
 * @param source who gives the sequence number
 * @param feeAccount who pays the fee
 * @param bid highest fee in stroops for the whole transaction
 */
record Envelope(
    String xdr,
    AbstractTransaction outer,
    Transaction inner,
    String hash,
    String innerHash,
    Address source,
    Address feeAccount,
    long bid) {
  static final AccountConverter MUXED = AccountConverter.enableMuxed();

  /**
   * @throws MalformedException when the text is no transaction envelope
   */
  static Envelope decode(String xdr, Network network) throws MalformedException {
    AbstractTransaction outer;
    try {
      outer = AbstractTransaction.fromEnvelopeXdr(MUXED, xdr, network);
      return of(xdr, outer);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException(e);
    }
  }

  static Envelope of(AbstractTransaction outer) {
    return of(outer.toEnvelopeXdrBase64(), outer);
  }

  private static Envelope of(String xdr, AbstractTransaction outer) {
    boolean bump = outer instanceof FeeBumpTransaction;
    Transaction inner =
        bump ? ((FeeBumpTransaction) outer).getInnerTransaction() : (Transaction) outer;
    Address source = Address.of(inner.getSourceAccount());
    return new Envelope(
        xdr,
        outer,
        inner,
        HexFormat.of().formatHex(outer.hash()),
        bump ? HexFormat.of().formatHex(inner.hash()) : null,
        source,
        bump ? Address.of(((FeeBumpTransaction) outer).getFeeAccount()) : source,
        bump ? ((FeeBumpTransaction) outer).getFee() : inner.getFee());
  }

  boolean feeBump() {
    return innerHash != null;
  }

  List<Operation> operations() {
    return List.of(inner.getOperations());
  }

  /** Operations the fee is counted by: a fee bump counts as one more. */
  int feeUnits() {
    return inner.getOperations().length + (feeBump() ? 1 : 0);
  }

  List<DecoratedSignature> outerSignatures() {
    return outer.getSignatures();
  }

  List<DecoratedSignature> innerSignatures() {
    return inner.getSignatures();
  }

  /** Account an operation works on: its own source or the transaction's. */
  Address sourceOf(Operation operation) {
    return operation.getSourceAccount() == null ? source : Address.of(operation.getSourceAccount());
  }

  /** The submitted text is no transaction. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(Throwable cause) {
      super("the transaction envelope cannot be decoded", cause);
    }
  }
}
