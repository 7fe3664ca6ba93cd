package ng.bills.sandbox.fault;

import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/**
 * What a fault does to a request: it may answer without the service, or let the service work and
 * spoil the answer.
 */
@FunctionalInterface
public interface Effect {
  /**
   * @param fault name and parameters of the rule that fired
   * @param next the service itself; the effect has not happened unless it is called
   */
  Response apply(Request request, Fault fault, Handler next) throws Exception;
}
