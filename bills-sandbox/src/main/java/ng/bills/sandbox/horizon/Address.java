package ng.bills.sandbox.horizon;

import java.math.BigInteger;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;

/**
 * An account as it is written in a transaction: {@code G…}, or {@code M…} with an id inside.
 *
 * @param account the {@code G…} address
 * @param muxed the {@code M…} address, null when none was used
 * @param muxedId the id inside, null when none was used
 */
record Address(String account, String muxed, BigInteger muxedId) {
  private static final AccountConverter CONVERTER = AccountConverter.enableMuxed();

  static Address of(String text) {
    if (!text.startsWith("M")) {
      return new Address(text, null, null);
    }
    MuxedAccount xdr = CONVERTER.encode(text);
    return new Address(
        StrKey.encodeEd25519PublicKey(xdr.getMed25519().getEd25519().getUint256()),
        text,
        xdr.getMed25519().getId().getUint64().getNumber());
  }

  /** The {@code M…} address of an account and an id. */
  static String mux(String account, BigInteger id) {
    MuxedAccount.MuxedAccountMed25519 inner = new MuxedAccount.MuxedAccountMed25519();
    inner.setId(new Uint64(new XdrUnsignedHyperInteger(id)));
    inner.setEd25519(CONVERTER.encode(account).getEd25519());
    MuxedAccount xdr = new MuxedAccount();
    xdr.setDiscriminant(CryptoKeyType.KEY_TYPE_MUXED_ED25519);
    xdr.setMed25519(inner);
    return CONVERTER.decode(xdr);
  }

  static boolean isAccount(String text) {
    if (text == null || !text.startsWith("G")) {
      return false;
    }
    try {
      StrKey.decodeEd25519PublicKey(text);
      return true;
    } catch (RuntimeException e) {
      return false; // the library's only way of saying that the text is no address
    }
  }
}
