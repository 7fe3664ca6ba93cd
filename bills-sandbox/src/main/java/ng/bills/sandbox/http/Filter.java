package ng.bills.sandbox.http;

/**
 * Stands between the server and the handler: may answer itself, ask the handler first, or change
 * its answer.
 */
@FunctionalInterface
public interface Filter {
  Response handle(Request request, Handler next) throws Exception;
}
