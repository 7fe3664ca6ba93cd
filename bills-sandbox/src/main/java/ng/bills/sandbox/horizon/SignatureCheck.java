package ng.bills.sandbox.horizon;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.DecoratedSignature;

/**
 * Weighs the signatures of one transaction and remembers which ones were of use. Verified by the
 * JDK, which refuses malleated signatures; the SDK's library does not.
 */
final class SignatureCheck {
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int WEIGHT_LIMIT = 255;

  private final byte[] hash;
  private final List<DecoratedSignature> signatures;
  private final boolean[] used;

  SignatureCheck(byte[] hash, List<DecoratedSignature> signatures) {
    this.hash = hash.clone();
    this.signatures = signatures;
    this.used = new boolean[signatures.size()];
  }

  /**
   * True when the account's signers among the signatures weigh enough; at least one is needed even
   * for weight 0.
   */
  boolean weighs(AccountEntry account, int needed) {
    int weight = 0;
    if (account.master > 0) {
      weight += signedBy(account.id) ? Math.min(account.master, WEIGHT_LIMIT) : 0;
      if (weight > 0 && weight >= needed) {
        return true;
      }
    }
    for (var signer : account.signers.entrySet()) {
      if (signedBy(signer.getKey())) {
        weight += Math.min(signer.getValue(), WEIGHT_LIMIT);
        if (weight >= needed) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * True when one of the signatures is by this key: {@code G…}, {@code X…} (hash of a preimage) or
   * {@code T…} (this transaction).
   */
  boolean signedBy(String key) {
    if (key.startsWith("T")) {
      return Arrays.equals(StrKey.decodePreAuthTx(key), hash);
    }
    boolean found = false;
    for (int i = 0; i < signatures.size(); i++) {
      byte[] signature = signatures.get(i).getSignature().getSignature();
      byte[] hint = signatures.get(i).getHint().getSignatureHint();
      boolean fits;
      if (key.startsWith("X")) {
        fits = Arrays.equals(StrKey.decodeSha256Hash(key), sha256(signature));
      } else {
        byte[] raw = StrKey.decodeEd25519PublicKey(key);
        fits = Arrays.equals(hint, Arrays.copyOfRange(raw, 28, 32)) && verify(raw, signature);
      }
      if (fits) {
        used[i] = true;
        found = true;
      }
    }
    return found;
  }

  boolean allUsed() {
    for (boolean one : used) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  private boolean verify(byte[] rawKey, byte[] signature) {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
    System.arraycopy(rawKey, 0, encoded, X509_PREFIX.length, 32);
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(hash);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // not a signature by this key
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
