package ng.bills.sandbox.horizon;

import java.math.BigInteger;
import org.stellar.sdk.Memo;

/**
 * A payment that a simulated customer is to make; immutable, start from {@link #of}.
 *
 * @param from account the sandbox has keys of
 * @param asset {@code native} or {@code CODE:G…}
 * @param stroops amount of every operation, as received
 * @param toMuxedId id to put into the destination address, null for a plain one
 * @param fromMuxedId id to put into the source address, null for a plain one
 * @param kind by which operation
 * @param operations how many equal operations the transaction has, 1 to 100
 * @param feeBump true when the root account pays the fee through a fee bump
 * @param sendAsset what the customer gives in a path payment
 */
public record PayOrder(
    String from,
    String to,
    String asset,
    long stroops,
    Memo memo,
    BigInteger toMuxedId,
    BigInteger fromMuxedId,
    Kind kind,
    int operations,
    boolean feeBump,
    String sendAsset) {

  /** How the money travels. */
  public enum Kind {
    PAYMENT,
    PATH_SEND,
    PATH_RECEIVE,
    CLAIMABLE,
    CREATE_ACCOUNT,
    MERGE,
    /** A payment whose record looks as if it had gone through the asset's contract. */
    CONTRACT,
    /** The same, and the record says that a contract paid. */
    FROM_CONTRACT
  }

  public static PayOrder of(String from, String to, String asset, long stroops) {
    return new PayOrder(
        from, to, asset, stroops, Memo.none(), null, null, Kind.PAYMENT, 1, false, Assets.NATIVE);
  }

  public PayOrder memo(Memo value) {
    return new PayOrder(
        from,
        to,
        asset,
        stroops,
        value,
        toMuxedId,
        fromMuxedId,
        kind,
        operations,
        feeBump,
        sendAsset);
  }

  /** A text memo of at most 28 bytes. */
  public PayOrder memo(String text) {
    return memo(Memo.text(text));
  }

  public PayOrder toMuxedId(long id) {
    return new PayOrder(
        from,
        to,
        asset,
        stroops,
        memo,
        BigInteger.valueOf(id),
        fromMuxedId,
        kind,
        operations,
        feeBump,
        sendAsset);
  }

  public PayOrder fromMuxedId(long id) {
    return new PayOrder(
        from,
        to,
        asset,
        stroops,
        memo,
        toMuxedId,
        BigInteger.valueOf(id),
        kind,
        operations,
        feeBump,
        sendAsset);
  }

  public PayOrder kind(Kind value) {
    return new PayOrder(
        from,
        to,
        asset,
        stroops,
        memo,
        toMuxedId,
        fromMuxedId,
        value,
        operations,
        feeBump,
        sendAsset);
  }

  public PayOrder operations(int value) {
    return new PayOrder(
        from, to, asset, stroops, memo, toMuxedId, fromMuxedId, kind, value, feeBump, sendAsset);
  }

  public PayOrder feeBump(boolean value) {
    return new PayOrder(
        from, to, asset, stroops, memo, toMuxedId, fromMuxedId, kind, operations, value, sendAsset);
  }

  public PayOrder sendAsset(String value) {
    return new PayOrder(
        from, to, asset, stroops, memo, toMuxedId, fromMuxedId, kind, operations, feeBump, value);
  }
}
