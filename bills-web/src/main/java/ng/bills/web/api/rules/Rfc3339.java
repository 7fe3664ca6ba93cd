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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A text is a time as in RFC 3339, after 1970 and before the year 3000; none is fine. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Rfc3339.Check.class)
public @interface Rfc3339 {

  String message() default "must be a time as in RFC 3339, e.g. 2026-01-31T23:00:00Z";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Looks at the text. */
  class Check implements ConstraintValidator<Rfc3339, String> {

    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    /** The time, when it is one. */
    public static Optional<Instant> read(String text) {
      try {
        return Optional.of(OffsetDateTime.parse(text).toInstant())
            .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(END));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || read(text).isPresent();
    }
  }
}
