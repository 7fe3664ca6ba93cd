package ng.bills.application.pay;

import java.util.Objects;
import java.util.Optional;

/**
 * Where people look at a transaction of the network: a public explorer, or nowhere. We never call
 * it.
 *
 * @param address with {@link #HASH} in the place of the transaction's hash; empty for nowhere
 */
public record TransactionPages(Optional<String> address) {

  /** Stands for the hash. */
  public static final String HASH = "{hash}";

  /** Nowhere. */
  public static final TransactionPages NONE = new TransactionPages(Optional.empty());

  public TransactionPages {
    Objects.requireNonNull(address, "address");
  }

  /**
   * The page of one transaction.
   *
   * @param hash 64 hex digits
   */
  public Optional<String> of(String hash) {
    return address.map(text -> text.replace(HASH, hash));
  }
}
