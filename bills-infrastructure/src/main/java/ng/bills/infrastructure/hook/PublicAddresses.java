package ng.bills.infrastructure.hook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are out on the internet: all but those that the registries of IANA set aside
 * (special-purpose addresses, RFC 6890 and its successors; multicast), and one more that a cloud
 * answers its guests on. Of IPv6 only global unicast counts, without the prefixes that carry an
 * IPv4 address inside (6to4, Teredo): where those end nobody can tell. NAT64, mapped and compatible
 * addresses lie outside of global unicast.
 */
final class PublicAddresses {

  /** A block of addresses of one family. */
  private record Block(byte[] first, int bits) {

    static Block of(String text) {
      String[] sides = text.split("/");
      return new Block(bytes(sides[0]), Integer.parseInt(sides[1]));
    }

    boolean has(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      int rest = address.length * Byte.SIZE - bits;
      return new BigInteger(1, address)
          .shiftRight(rest)
          .equals(new BigInteger(1, first).shiftRight(rest));
    }
  }

  private static final List<Block> REFUSED_V4 =
      blocks(
          "0.0.0.0/8", // this network, unspecified
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT; a cloud's metadata at 100.100.100.200
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // a cloud's own services for its guests
          "169.254.0.0/16", // link-local; clouds' metadata at 169.254.169.254
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  private static final Block GLOBAL_V6 = Block.of("2000:0:0:0:0:0:0:0/3");

  private static final List<Block> REFUSED_V6 =
      blocks(
          "2001:0:0:0:0:0:0:0/23", // protocol assignments, Teredo among them
          "2001:db8:0:0:0:0:0:0/32", // documentation
          "2002:0:0:0:0:0:0:0/16", // 6to4
          "3fff:0:0:0:0:0:0:0/20"); // documentation

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress(); // a mapped IPv4 address has become an IPv4 one
    return bytes.length == 4
        ? REFUSED_V4.stream().noneMatch(b -> b.has(bytes))
        : GLOBAL_V6.has(bytes) && REFUSED_V6.stream().noneMatch(b -> b.has(bytes));
  }

  private static List<Block> blocks(String... texts) {
    return java.util.Arrays.stream(texts).map(Block::of).toList();
  }

  /** Four numbers with dots, or eight in hexadecimal with colons. */
  private static byte[] bytes(String text) {
    boolean old = text.contains(".");
    String[] parts = text.split(old ? "\\." : ":");
    int width = old ? 1 : 2;
    byte[] bytes = new byte[parts.length * width];
    for (int i = 0; i < parts.length; i++) {
      int part = Integer.parseInt(parts[i], old ? 10 : 16);
      for (int b = 0; b < width; b++) {
        bytes[i * width + b] = (byte) (part >> (width - 1 - b) * Byte.SIZE);
      }
    }
    return bytes;
  }
}
