package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Changes what is sold:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/catalogue} shows it, {@code DELETE} puts it back to the start
 *   <li>{@code POST /_sandbox/catalogue {"outage":true}}; with {@code "service"} only that one's
 *       variations
 *   <li>{@code POST /_sandbox/catalogue/services {"service","name","category","minimumKobo",
 *       "maximumKobo"}} adds one; {@code {"service","refusal":"034"}} stops its sale, {@code
 *       "refusal":""} resumes it; {@code DELETE /_sandbox/catalogue/services/{id}}
 *   <li>{@code POST /_sandbox/catalogue/variations {"service","code","name","priceKobo"}} adds or
 *       changes one (without {@code name} the price alone); {@code DELETE
 *       /_sandbox/catalogue/variations/{service}/{code}}
 * </ul>
 */
final class CatalogueControl {
  private static final String AT = SandboxServer.CONTROL + "/catalogue";

  private final Catalogue catalogue;

  private CatalogueControl(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static void install(Catalogue catalogue, SandboxServer server) {
    CatalogueControl control = new CatalogueControl(catalogue);
    server.route("GET", AT, request -> control.state());
    server.route("POST", AT, control::outage);
    server.route(
        "DELETE",
        AT,
        request -> {
          catalogue.reset();
          return control.state();
        });
    server.route("POST", AT + "/services", control::service);
    server.route(
        "DELETE",
        AT + "/services/{id}",
        request -> {
          catalogue.removeService(request.pathValue("id"));
          return control.state();
        });
    server.route("POST", AT + "/variations", control::variation);
    server.route(
        "DELETE",
        AT + "/variations/{service}/{code}",
        request -> {
          catalogue.withdraw(request.pathValue("service"), request.pathValue("code"));
          return control.state();
        });
  }

  private Response outage(Request request) {
    JsonObject body = request.json();
    if (!body.containsKey("outage")) {
      throw new BadRequestException("say {\"outage\": true} or {\"outage\": true, \"service\": …}");
    }
    boolean on = Boolean.parseBoolean(JsonText.text(body, "outage", "false"));
    String service = JsonText.text(body, "service", "");
    if (service.isEmpty()) {
      catalogue.outage(on);
    } else {
      catalogue.outage(service, on);
    }
    return state();
  }

  private Response service(Request request) {
    JsonObject body = request.json();
    String id = JsonText.text(body, "service", "");
    if (body.containsKey("category")) {
      catalogue.addService(
          id,
          JsonText.text(body, "name", id),
          JsonText.text(body, "category", ""),
          JsonText.number(body, "minimumKobo", 0),
          JsonText.number(body, "maximumKobo", 1_000_000_00));
    }
    if (body.containsKey("refusal")) {
      catalogue.refuse(id, JsonText.text(body, "refusal", ""));
    } else if (!body.containsKey("category")) {
      throw new BadRequestException("say the category of a new service, or a refusal");
    }
    return state();
  }

  private Response variation(Request request) {
    JsonObject body = request.json();
    String service = JsonText.text(body, "service", "");
    String code = JsonText.text(body, "code", "");
    long kobo = JsonText.number(body, "priceKobo", -1);
    if (body.containsKey("name")) {
      catalogue.offer(service, code, JsonText.text(body, "name", code), kobo);
    } else {
      catalogue.price(service, code, kobo);
    }
    return state();
  }

  private Response state() {
    JsonArrayBuilder rows = JsonText.array();
    for (Service service : catalogue.services()) {
      JsonArrayBuilder variations = JsonText.array();
      for (Variation variation : service.variations()) {
        variations.add(
            JsonText.object()
                .add("code", variation.code())
                .add("name", variation.name())
                .add("priceKobo", variation.priceKobo()));
      }
      JsonObjectBuilder row =
          JsonText.object()
              .add("service", service.id())
              .add("name", service.name())
              .add("category", service.kind().identifier)
              .add("minimumKobo", service.minimumKobo())
              .add("maximumKobo", service.maximumKobo())
              .add("refusal", service.refusal())
              .add("outage", catalogue.isOut(service.id()));
      rows.add(row.add("variations", variations));
    }
    return Response.json(
        200, JsonText.object().add("outage", catalogue.isOut()).add("services", rows).build());
  }
}
