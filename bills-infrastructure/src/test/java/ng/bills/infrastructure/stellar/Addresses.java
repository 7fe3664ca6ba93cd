package ng.bills.infrastructure.stellar;

import java.math.BigInteger;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Uint256;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;

/** Makes muxed addresses. */
final class Addresses {

  private Addresses() {}

  static String muxed(String account, BigInteger id) {
    return AccountConverter.enableMuxed()
        .decode(
            new MuxedAccount.Builder()
                .discriminant(CryptoKeyType.KEY_TYPE_MUXED_ED25519)
                .med25519(
                    new MuxedAccount.MuxedAccountMed25519.Builder()
                        .id(new Uint64(new XdrUnsignedHyperInteger(id)))
                        .ed25519(new Uint256(StrKey.decodeEd25519PublicKey(account)))
                        .build())
                .build());
  }
}
