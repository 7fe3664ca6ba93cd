package ng.bills.web.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id by which one request is found again in logs and answers. Callers may send their own in
 * {@value #HEADER}; one that is missing or odd is replaced.
 */
public final class Correlation {

  public static final String HEADER = "X-Correlation-Id";

  /** Request attribute, also a property of the JAX-RS request. */
  public static final String ATTRIBUTE = "ng.bills.correlation";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** The id of this request, made on the first call. */
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String presented = request.getHeader(HEADER);
    String id = presented != null && FORM.matcher(presented).matches() ? presented : fresh();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** An id for a request that has none. */
  public static String fresh() {
    return UUID.randomUUID().toString();
  }
}
