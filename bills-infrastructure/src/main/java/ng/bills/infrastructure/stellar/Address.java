package ng.bills.infrastructure.stellar;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;

/**
 * Addresses on the network: accounts ({@code G…}), accounts with a number inside ({@code M…},
 * muxed) and contracts ({@code C…}). Check sums are checked.
 */
final class Address {

  /**
   * A muxed address taken apart.
   *
   * @param account the account, {@code G…}
   * @param id its number, 64 bits without sign; 0 is a number like any other
   */
  record Muxed(String account, BigInteger id) {

    Muxed {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(id, "id");
    }
  }

  private Address() {}

  static boolean isAccount(String text) {
    if (!text.matches("G[A-Z2-7]{55}")) {
      return false;
    }
    try {
      StrKey.decodeEd25519PublicKey(text);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static boolean isContract(String text) {
    if (!text.matches("C[A-Z2-7]{55}")) {
      return false;
    }
    try {
      StrKey.decodeContract(text);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static Optional<Muxed> muxed(String text) {
    if (!text.matches("M[A-Z2-7]{68}")) {
      return Optional.empty();
    }
    try {
      MuxedAccount xdr = AccountConverter.enableMuxed().encode(text);
      if (xdr.getDiscriminant() != CryptoKeyType.KEY_TYPE_MUXED_ED25519) {
        return Optional.empty();
      }
      String account = StrKey.encodeEd25519PublicKey(xdr.getMed25519().getEd25519().getUint256());
      return Optional.of(new Muxed(account, xdr.getMed25519().getId().getUint64().getNumber()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
