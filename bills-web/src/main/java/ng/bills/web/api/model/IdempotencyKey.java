package ng.bills.web.api.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.payment.Fault;

/**
 * The header {@code Idempotency-Key} (IETF draft "The Idempotency-Key HTTP Header Field"): a
 * structured-field string in quotes or, as most clients send it, the bare value. It is the same
 * thing as {@code request_reference} in the body.
 */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  private static final String DERIVED = "idem:";
  private static final int MAX_LENGTH = 255;
  private static final Pattern BARE = Pattern.compile("[!-~&&[^\"\\\\,]]+");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /**
   * What header and body say together.
   *
   * @param reference the request reference to use
   * @param fault what is wrong with the header
   */
  public record Reading(Optional<String> reference, Optional<Fault> fault) {}

  private IdempotencyKey() {}

  /** Whether a request reference is not the partner's own words but made from a longer key. */
  static boolean isDerived(String requestReference) {
    return requestReference.startsWith(DERIVED);
  }

  /**
   * Reads the header beside the reference in the body.
   *
   * @param values the header's values, one per line it came in
   */
  public static Reading read(List<String> values, Optional<String> bodyReference) {
    if (values.isEmpty()) {
      return new Reading(bodyReference, Optional.empty());
    }
    Optional<String> key = values.size() == 1 ? unquote(values.get(0).strip()) : Optional.empty();
    if (key.isEmpty()) {
      return new Reading(
          bodyReference,
          Optional.of(
              new Fault(
                  HEADER, "MALFORMED", "one value of 1 to 255 printable characters, once only")));
    }
    if (bodyReference.isPresent() && !bodyReference.equals(key)) {
      return new Reading(
          bodyReference,
          Optional.of(
              new Fault(
                  HEADER, "CONTRADICTION", "must equal request_reference when both are given")));
    }
    return new Reading(
        bodyReference.or(() -> key.map(IdempotencyKey::reference)), Optional.empty());
  }

  private static Optional<String> unquote(String value) {
    String key;
    if (value.startsWith("\"")) {
      var quoted = QUOTED.matcher(value);
      if (!quoted.matches()) {
        return Optional.empty();
      }
      key = quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1");
    } else if (BARE.matcher(value).matches()) {
      key = value;
    } else {
      return Optional.empty();
    }
    return key.isBlank() || key.length() > MAX_LENGTH ? Optional.empty() : Optional.of(key);
  }

  /** The key itself where it can be a reference, else one that follows from it alone. */
  private static String reference(String key) {
    if (REFERENCE.matcher(key).matches()) {
      return key;
    }
    return DERIVED
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(sha256(key.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] sha256(byte[] what) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(what);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
