package ng.bills.web.api.rules;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ng.bills.application.payment.Fault;

/** Holds forms against the rules beside their fields, with the platform's own validator. */
@Singleton
public class FormRules {

  private final Validator validator;

  @Inject
  public FormRules(Validator validator) {
    this.validator = validator;
  }

  /**
   * Everything that is wrong with a form, by field.
   *
   * @param form a record whose components are named as the fields of the API, in camel case
   */
  public List<Fault> faults(Object form) {
    return validator.validate(form).stream()
        .map(FormRules::fault)
        .sorted(Comparator.comparing(Fault::field).thenComparing(Fault::code))
        .toList();
  }

  private static Fault fault(ConstraintViolation<?> violation) {
    return new Fault(
        fieldName(violation.getPropertyPath().toString()),
        code(violation.getConstraintDescriptor()),
        violation.getMessage());
  }

  /** {@code billType} as the API says it: {@code bill_type}. */
  private static String fieldName(String property) {
    return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String code(ConstraintDescriptor<?> rule) {
    if (rule.getPayload().contains(FaultCode.Unsupported.class)) {
      return "UNSUPPORTED";
    }
    if (rule.getPayload().contains(FaultCode.AmountInvalid.class)) {
      return "AMOUNT_INVALID";
    }
    if (rule.getAnnotation() instanceof NotNull) {
      return "REQUIRED";
    }
    return rule.getAnnotation() instanceof Size ? "TOO_LONG" : "MALFORMED";
  }
}
