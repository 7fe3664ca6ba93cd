package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.NetworkAddress;

/**
 * Where a caller is. The other end of the connection, unless that is a proxy we trust: then what
 * {@code X-Forwarded-For} says, read from its end, where each proxy adds whom it heard, up to the
 * first address that is no trusted proxy. What stands before it, the caller may have written.
 */
public final class ClientAddress {

  private static final String HEADER = "X-Forwarded-For";

  private final List<AddressRange> trusted;

  /**
   * @param trusted whose word about the caller is taken
   */
  public ClientAddress(List<AddressRange> trusted) {
    this.trusted = trusted;
  }

  /** The address; empty when a trusted proxy names something that is none. */
  public Optional<NetworkAddress> of(HttpServletRequest request) {
    Optional<NetworkAddress> at = read(request.getRemoteAddr());
    if (at.filter(this::isTrusted).isEmpty()) {
      return at;
    }
    for (String heard : fromItsEnd(request)) {
      at = read(heard);
      if (at.filter(this::isTrusted).isEmpty()) {
        return at;
      }
    }
    return at; // trusted all the way: one of our own machines
  }

  private boolean isTrusted(NetworkAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static List<String> fromItsEnd(HttpServletRequest request) {
    List<String> all = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(HEADER))) {
      Collections.addAll(all, line.split(",", -1));
    }
    Collections.reverse(all);
    return all;
  }

  /** Without the zone of a link-local address ({@code fe80::1%eth0}), which is about our side. */
  private static Optional<NetworkAddress> read(String text) {
    String address = text.strip();
    int zone = address.indexOf('%');
    return NetworkAddress.read(zone < 0 ? address : address.substring(0, zone));
  }
}
