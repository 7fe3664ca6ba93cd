package ng.bills.domain.money;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An asset on a Stellar network: code and issuer together, compared byte for byte. The same code
 * from another issuer is another asset.
 *
 * @param code 1 to 12 letters or digits, case-sensitive ({@code cNGN} is not {@code CNGN})
 * @param issuer the issuing account, {@code G…}
 */
public record Asset(String code, String issuer) {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,12}");

  public Asset {
    Objects.requireNonNull(issuer, "issuer");
    if (!CODE.matcher(Objects.requireNonNull(code, "code")).matches()) {
      throw new IllegalArgumentException("not an asset code: " + code);
    }
  }

  @Override
  public String toString() {
    return code + ":" + issuer;
  }
}
