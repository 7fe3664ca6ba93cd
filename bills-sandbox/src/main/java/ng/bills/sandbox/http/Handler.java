package ng.bills.sandbox.http;

/**
 * Answers a request. What it throws becomes a 500, except {@link BadRequestException}, which
 * becomes a 400.
 */
@FunctionalInterface
public interface Handler {
  Response handle(Request request) throws Exception;
}
