package ng.bills.web.api.problem;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import ng.bills.application.payment.Fault;

/**
 * Names the header that cannot be read. JAX-RS itself would answer 400 without a word, because it
 * needs the same header to choose the form of an answer.
 */
@Provider
@PreMatching
public class WellFormedHeaders implements ContainerRequestFilter {

  /** What nearly everybody sends needs no reading. */
  private static final Set<String> USUAL = Set.of("application/json", "*/*");

  @Override
  public void filter(ContainerRequestContext request) {
    read(request, HttpHeaders.ACCEPT, request::getAcceptableMediaTypes);
    read(request, HttpHeaders.CONTENT_TYPE, request::getMediaType);
  }

  private static void read(ContainerRequestContext request, String name, Supplier<?> reading) {
    String value = request.getHeaderString(name);
    if (value == null || USUAL.contains(value)) {
      return;
    }
    try {
      reading.get();
    } catch (ProcessingException | IllegalArgumentException e) {
      request.getHeaders().remove(name);
      throw new ProblemException(
          new Problem(
              400,
              "VALIDATION_FAILED",
              "The request has faults",
              "errors names every field that is wrong",
              List.of(new Fault(name, "MALFORMED", "is no media type with its parameters")),
              Optional.empty()));
    }
  }
}
