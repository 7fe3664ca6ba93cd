package ng.bills.application.payment;

import java.util.Objects;

/**
 * One thing that is wrong with what somebody asked for.
 *
 * @param field its name in the API
 * @param code for programs
 * @param message for the person who wrote the request; never repeats an account number
 */
public record Fault(String field, String code, String message) {

  public Fault {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }
}
