package ng.bills.sandbox;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Start page of the sandbox, and the paying customer: {@code GET} or {@code POST
 * /_sandbox/customer/pay}, parameters in the query, as a form or as JSON, see {@link
 * CustomerPayment}; {@code GET /_sandbox/customer} shows the customer's account, {@code GET
 * /_sandbox/services} the addresses.
 */
final class Hub implements AutoCloseable {
  private final SandboxServer server;
  private final PayingCustomer customer;
  private final Map<String, String> services;

  /**
   * @param services what is where, in the order to be shown
   */
  Hub(int port, PayingCustomer customer, Map<String, String> services) {
    this.customer = customer;
    this.services = new LinkedHashMap<>(services);
    this.server = new SandboxServer("hub", port);
    server.route("GET", "/", request -> Response.html(200, HubPage.of(url(), this.services)));
    server.route(
        "GET", "/_sandbox/services", request -> Response.json(200, JsonText.of(this.services)));
    server.route("GET", "/_sandbox/customer", request -> Response.json(200, customer.prepare()));
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
    JsonObject answer = customer.pay(CustomerPayment.of(parameters(request)));
    return Response.json(answer.getBoolean("successful") ? 200 : 502, answer);
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
