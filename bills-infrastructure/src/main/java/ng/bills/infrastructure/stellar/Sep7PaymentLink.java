package ng.bills.infrastructure.stellar;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import ng.bills.domain.money.Asset;

/**
 * The link a wallet opens to pay exactly what is asked for (SEP-7, {@code web+stellar:pay}). Not
 * signed, and so without {@code origin_domain}, which wallets accept only with a signature.
 */
public final class Sep7PaymentLink {

  /** The passphrase wallets assume when a link names none. */
  static final String PUBLIC_NETWORK = "Public Global Stellar Network ; September 2015";

  private static final int LONGEST_MESSAGE = 300;

  private Sep7PaymentLink() {}

  /**
   * Builds the link.
   *
   * @param destination the account to pay to, {@code G…}
   * @param amountDecimal the amount, a decimal with at most seven places
   * @param memo a text memo, at most 28 bytes
   * @param passphrase the network's; named in the link unless it is the public network
   * @param message shown by the wallet; cut to 300 characters; empty for none
   */
  public static String of(
      String destination,
      String amountDecimal,
      Asset asset,
      String memo,
      String passphrase,
      String message) {
    if (memo.getBytes(StandardCharsets.UTF_8).length > 28) {
      throw new IllegalArgumentException("a text memo holds 28 bytes");
    }
    StringBuilder link =
        new StringBuilder("web+stellar:pay?destination=").append(encode(destination));
    add(link, "amount", amountDecimal);
    add(link, "asset_code", asset.code());
    add(link, "asset_issuer", asset.issuer());
    add(link, "memo", memo);
    add(link, "memo_type", "MEMO_TEXT");
    if (!message.isEmpty()) {
      int points = Math.min(LONGEST_MESSAGE, message.codePointCount(0, message.length()));
      add(link, "msg", message.substring(0, message.offsetByCodePoints(0, points)));
    }
    if (!passphrase.equals(PUBLIC_NETWORK)) {
      add(link, "network_passphrase", passphrase);
    }
    return link.toString();
  }

  private static void add(StringBuilder link, String name, String value) {
    link.append('&').append(name).append('=').append(encode(value));
  }

  /** Per cent signs for blanks: wallets do not read a plus sign as one. */
  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
