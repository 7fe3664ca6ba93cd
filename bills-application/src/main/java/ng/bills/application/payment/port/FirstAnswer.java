package ng.bills.application.payment.port;

import java.util.Arrays;
import java.util.Objects;

/**
 * The answer to the request that made a payment, as it went out: whoever repeats the request gets
 * these bytes again, whatever settings and releases have changed since.
 *
 * @param location where the payment is found
 * @param body the bytes of the body
 */
public record FirstAnswer(String location, byte[] body) {

  public FirstAnswer {
    Objects.requireNonNull(location, "location");
    body = Objects.requireNonNull(body, "body").clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FirstAnswer that
        && location.equals(that.location)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + Arrays.hashCode(body);
  }

  /** Without the instructions to pay. */
  @Override
  public String toString() {
    return "FirstAnswer of " + body.length + " bytes";
  }
}
