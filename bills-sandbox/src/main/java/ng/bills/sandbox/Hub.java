package ng.bills.sandbox;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Start page of the sandbox, and the paying customer: {@code GET} or {@code POST
 * /_sandbox/customer/pay}, parameters in the query, as a form or as JSON, see {@link
 * CustomerPayment}; {@code customer=7} lets another customer do it; {@code GET /_sandbox/customer}
 * shows the customer's account, {@code GET /_sandbox/services} the addresses.
 */
final class Hub implements AutoCloseable {
  private final SandboxServer server;
  private static final int MOST_CUSTOMERS = 1_000;

  private final IntFunction<PayingCustomer> makeCustomer;
  private final Map<Integer, PayingCustomer> customers = new ConcurrentHashMap<>();
  private final Map<String, String> services;

  /**
   * @param makeCustomer makes the customer of this number
   * @param services what is where, in the order to be shown
   */
  Hub(int port, IntFunction<PayingCustomer> makeCustomer, Map<String, String> services) {
    this.makeCustomer = makeCustomer;
    this.services = new LinkedHashMap<>(services);
    this.server = new SandboxServer("hub", port);
    server.route("GET", "/", request -> Response.html(200, HubPage.of(url(), this.services)));
    server.route(
        "GET", "/_sandbox/services", request -> Response.json(200, JsonText.of(this.services)));
    server.route(
        "GET",
        "/_sandbox/customer",
        request -> Response.json(200, customer(request.queries()).prepare()));
    server.route("GET", "/_sandbox/customer/pay", this::pay);
    server.route("POST", "/_sandbox/customer/pay", this::pay);
    server.start();
  }

  String url() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.close();
  }

  private Response pay(Request request) throws IOException, InterruptedException {
    Map<String, String> parameters = parameters(request);
    JsonObject answer = customer(parameters).pay(CustomerPayment.of(parameters));
    return Response.json(answer.getBoolean("successful") ? 200 : 502, answer);
  }

  /**
   * {@code customer=7} is another person with another account; without it the customer is number 0.
   */
  private PayingCustomer customer(Map<String, String> parameters) {
    String number = parameters.getOrDefault("customer", "");
    if (!number.matches("\\d{0,3}")) {
      throw new BadRequestException("customer is a number below " + MOST_CUSTOMERS);
    }
    return customer(number.isEmpty() ? 0 : Integer.parseInt(number));
  }

  PayingCustomer customer(int number) {
    return customers.computeIfAbsent(number, makeCustomer::apply);
  }

  private static Map<String, String> parameters(Request request) {
    Map<String, String> all = new LinkedHashMap<>(request.queries());
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (request.body().length > 0 && type.startsWith("application/x-www-form-urlencoded")) {
      all.putAll(request.form());
    } else if (request.body().length > 0) {
      request
          .json()
          .forEach(
              (name, value) ->
                  all.put(
                      name,
                      value instanceof JsonString text ? text.getString() : value.toString()));
    }
    return all;
  }
}
