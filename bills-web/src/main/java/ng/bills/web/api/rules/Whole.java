package ng.bills.web.api.rules;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text is a whole number within bounds, in digits alone; none is fine. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Whole.Check.class)
public @interface Whole {

  int min();

  int max();

  String message() default "must be a whole number, {min} to {max}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Looks at the text. */
  class Check implements ConstraintValidator<Whole, String> {

    private int min;
    private int max;

    @Override
    public void initialize(Whole rule) {
      min = rule.min();
      max = rule.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      if (!text.matches("[0-9]{1,9}")) {
        return false;
      }
      int number = Integer.parseInt(text);
      return number >= min && number <= max;
    }
  }
}
