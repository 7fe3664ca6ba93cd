package ng.bills.infrastructure.hook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the client that connects: what it hands out is what is connected to, so a name
 * that resolves to something else a moment later changes nothing. One address that may not be
 * called is enough to refuse the name.
 */
final class CheckedNames implements DnsResolver {

  /** The name leads to an address that may not be called. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedException() {
      super("not an address that may be called");
    }
  }

  /** Where addresses come from. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  /** More are not tried: each may cost the whole time a connection may take. */
  private static final int MOST = 3;

  private final Lookup lookup;
  private final Predicate<InetAddress> allowed;

  CheckedNames(Lookup lookup, Predicate<InetAddress> allowed) {
    this.lookup = lookup;
    this.allowed = allowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = lookup.all(host);
    if (all.length == 0 || !Arrays.stream(all).allMatch(allowed)) {
      throw new RefusedException();
    }
    return all.length > MOST ? Arrays.copyOf(all, MOST) : all;
  }

  /** The name itself: nothing else is asked. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
