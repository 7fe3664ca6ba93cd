package ng.bills.domain.partner;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An IPv4 or IPv6 address, read from its text alone: no name is ever looked up. An IPv4 address
 * that comes in the clothes of IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 *
 * @param bits 32 or 128
 * @param value the address as a number
 */
public record NetworkAddress(int bits, BigInteger value) {

  static final int V4_BITS = 32;
  static final int V6_BITS = 128;

  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

  // without leading zeros, which some read as octal
  private static final Pattern PART = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  public NetworkAddress {
    if (bits != V4_BITS && bits != V6_BITS || value.signum() < 0 || value.bitLength() > bits) {
      throw new IllegalArgumentException("an address has 32 or 128 bits");
    }
  }

  /** Reads an address as RFC 4291 §2.2 and RFC 791 write it; empty when it is none. */
  public static Optional<NetworkAddress> read(String text) {
    return text.indexOf(':') < 0 ? readV4(text) : readV6(text);
  }

  private static Optional<NetworkAddress> readV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : parts) {
      if (!PART.matcher(part).matches() || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      value = value << 8 | Integer.parseInt(part);
    }
    return Optional.of(new NetworkAddress(V4_BITS, BigInteger.valueOf(value)));
  }

  private static Optional<NetworkAddress> readV6(String text) {
    String groups = text;
    if (text.indexOf('.') >= 0) {
      int end = text.lastIndexOf(':') + 1;
      Optional<NetworkAddress> tail = readV4(text.substring(end));
      if (tail.isEmpty()) {
        return Optional.empty();
      }
      int v4 = tail.get().value().intValue();
      groups =
          text.substring(0, end)
              + Integer.toHexString(v4 >>> GROUP_BITS)
              + ':'
              + Integer.toHexString(v4 & 0xffff);
    }
    int gap = groups.indexOf("::");
    if (gap != groups.lastIndexOf("::")) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(split(gap < 0 ? groups : groups.substring(0, gap)));
    List<String> tail = gap < 0 ? List.of() : split(groups.substring(gap + 2));
    int left = GROUPS - all.size() - tail.size();
    if (gap < 0 ? left != 0 : left < 1) {
      return Optional.empty();
    }
    IntStream.range(0, left).forEach(i -> all.add("0"));
    all.addAll(tail);
    BigInteger value = BigInteger.ZERO;
    for (String group : all) {
      if (!GROUP.matcher(group).matches()) {
        return Optional.empty();
      }
      value = value.shiftLeft(GROUP_BITS).or(BigInteger.valueOf(Integer.parseInt(group, 16)));
    }
    return Optional.of(
        value.shiftRight(V4_BITS).equals(MAPPED)
            ? new NetworkAddress(V4_BITS, BigInteger.valueOf(value.longValue() & 0xffff_ffffL))
            : new NetworkAddress(V6_BITS, value));
  }

  private static List<String> split(String groups) {
    return groups.isEmpty() ? List.of() : List.of(groups.split(":", -1));
  }

  /** The first bits of it, as a number. */
  BigInteger first(int count) {
    return value.shiftRight(bits - count);
  }

  @Override
  public String toString() {
    int width = bits == V4_BITS ? 8 : GROUP_BITS;
    long mask = (1L << width) - 1;
    return IntStream.iterate(bits - width, at -> at >= 0, at -> at - width)
        .mapToLong(at -> value.shiftRight(at).longValue() & mask)
        .mapToObj(part -> bits == V4_BITS ? Long.toString(part) : Long.toHexString(part))
        .collect(Collectors.joining(bits == V4_BITS ? "." : ":"));
  }
}
