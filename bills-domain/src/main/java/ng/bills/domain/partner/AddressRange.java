package ng.bills.domain.partner;

import java.util.Objects;
import java.util.Optional;

/**
 * Addresses that share their first bits, as CIDR writes them (RFC 4632): {@code 203.0.113.0/24}.
 *
 * @param network the first of them
 * @param length how many bits they share
 */
public record AddressRange(NetworkAddress network, int length) {

  private static final int MAPPED_BITS = NetworkAddress.V6_BITS - NetworkAddress.V4_BITS;

  public AddressRange {
    Objects.requireNonNull(network, "network");
    if (length < 0 || length > network.bits()) {
      throw new IllegalArgumentException("a range shares 0 to all bits of its addresses");
    }
    if (!network.first(length).shiftLeft(network.bits() - length).equals(network.value())) {
      throw new IllegalArgumentException("a range begins with its first address");
    }
  }

  /**
   * Reads a range, or one address. Empty when it is neither, or when the address has bits beyond
   * the length: then one of the two is a mistake.
   */
  public static Optional<AddressRange> read(String text) {
    int slash = text.indexOf('/');
    Optional<NetworkAddress> network =
        NetworkAddress.read(slash < 0 ? text : text.substring(0, slash));
    if (network.isEmpty()) {
      return Optional.empty();
    }
    int length = network.get().bits();
    if (slash >= 0) {
      String bits = text.substring(slash + 1);
      if (!bits.matches("0|[1-9]\\d{0,2}")) {
        return Optional.empty();
      }
      boolean mapped = length == NetworkAddress.V4_BITS && text.indexOf(':') >= 0;
      length = Integer.parseInt(bits) - (mapped ? MAPPED_BITS : 0);
    }
    try {
      return Optional.of(new AddressRange(network.get(), length));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(NetworkAddress address) {
    return address.bits() == network.bits() && address.first(length).equals(network.first(length));
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
