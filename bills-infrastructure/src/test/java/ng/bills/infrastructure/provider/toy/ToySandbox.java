package ng.bills.infrastructure.provider.toy;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/** Toy itself: sells, keeps count, and lies about the meters it was told to lie about. */
final class ToySandbox implements AutoCloseable {
  static final String KEY = "toy-sandbox-key";

  /** How it treats orders for a meter. */
  enum Treatment {
    HONEST,
    SETTLES_LATER,
    NEVER_SETTLES,
    TOKEN_LATER,
    REFUSES_FOR_FLOAT,
    FAILS,
    /** Says that it failed, and has delivered. */
    CLAIMS_FAILURE,
    /** Delivers and names another amount. */
    OTHER_AMOUNT
  }

  private static final List<String> COMPANIES =
      List.of("ikedc", "ekedc", "aedc", "ibedc", "kedco", "phed");
  private static final int QUESTIONS_UNTIL_SETTLED = 2;

  /** An order that was taken: what is said of it, and how often that was asked for. */
  private static final class Taken {
    String meter;
    String naira;
    Treatment treatment;
    String state;
    String token = "";
    int questions;
  }

  private final Faults faults = new Faults();
  private final SandboxServer server = new SandboxServer("toy", 0);
  private final Map<String, Treatment> treatments = new HashMap<>();
  private final Map<String, Taken> orders = new LinkedHashMap<>();
  private final Map<String, Integer> vended = new HashMap<>();

  ToySandbox() {
    faults
        .install(server)
        .register(
            "silence",
            (request, fault, next) -> {
              if (fault.parameters().getBoolean("after")) {
                next.handle(request);
              }
              return Response.unanswered().delayed(Duration.ofSeconds(20));
            });
    server
        .filter(
            (request, next) ->
                request.header("toy-key").filter(KEY::equals).isPresent()
                    ? next.handle(request)
                    : json(401, "state", "refused", "reason", "key"))
        .route("POST", "/orders", this::order)
        .route("GET", "/orders/{reference}", this::question)
        .route("GET", "/meters/{meter}", ToySandbox::meter)
        .route("GET", "/companies", ToySandbox::company)
        .start();
  }

  String baseUrl() {
    return server.baseUrl();
  }

  Faults faults() {
    return faults;
  }

  synchronized void treat(String meter, Treatment treatment) {
    treatments.put(meter, treatment);
  }

  /** How often it really vended for a meter. */
  synchronized int vended(String meter) {
    return vended.getOrDefault(meter, 0);
  }

  private synchronized Response order(Request request) {
    JsonObject order = request.json();
    String reference = order.getString("reference");
    Taken taken = new Taken();
    taken.meter = order.getString("meter");
    taken.naira = order.getString("naira");
    taken.treatment = treatments.getOrDefault(taken.meter, Treatment.HONEST);
    if (orders.containsKey(reference)) {
      return json(409, "reference", reference, "state", "repeated");
    }
    String refusal =
        !COMPANIES.contains(order.getString("company"))
            ? "company"
            : !exists(taken.meter)
                ? "meter"
                : taken.treatment == Treatment.REFUSES_FOR_FLOAT ? "float" : "";
    if (!refusal.isEmpty()) {
      return json(200, "reference", reference, "state", "refused", "reason", refusal);
    }
    orders.put(reference, taken);
    switch (taken.treatment) {
      case FAILS -> taken.state = "failed";
      case SETTLES_LATER, NEVER_SETTLES -> taken.state = "open";
      default -> vend(taken);
    }
    return switch (taken.treatment) {
      case CLAIMS_FAILURE -> json(200, "reference", reference, "state", "failed");
      case OTHER_AMOUNT -> told(reference, taken, "1.00");
      default -> told(reference, taken, taken.naira);
    };
  }

  private void vend(Taken order) {
    int number = vended.values().stream().mapToInt(n -> n).sum() + 1;
    vended.merge(order.meter, 1, Integer::sum);
    order.token = String.format("%020d", 7_000_000_000L + number);
    order.state = "done";
  }

  private synchronized Response question(Request request) {
    String reference = request.pathValue("reference");
    Taken order = orders.get(reference);
    if (order == null) {
      return json(404, "reference", reference, "state", "none");
    }
    order.questions++;
    if (order.treatment == Treatment.SETTLES_LATER
        && order.state.equals("open")
        && order.questions >= QUESTIONS_UNTIL_SETTLED) {
      vend(order);
    }
    return told(reference, order, order.naira);
  }

  private static Response told(String reference, Taken order, String naira) {
    boolean shown =
        order.treatment != Treatment.TOKEN_LATER || order.questions >= QUESTIONS_UNTIL_SETTLED;
    return json(
        200,
        "reference",
        reference,
        "receipt",
        "toy-" + reference,
        "state",
        order.state,
        "naira",
        naira,
        "token",
        shown ? order.token : "");
  }

  private static boolean exists(String meter) {
    return meter.startsWith("4501");
  }

  private static Response meter(Request request) {
    String meter = request.pathValue("meter");
    return exists(meter)
        ? json(200, "meter", meter, "name", "ADA OBI")
        : json(404, "meter", meter, "state", "none");
  }

  private static Response company(Request request) {
    int page = Integer.parseInt(request.query("page").orElse("1"));
    String company = COMPANIES.get(page - 1);
    String name = company.toUpperCase(Locale.ROOT) + " Electricity Distribution Company";
    return json(200, "page", page, "pages", COMPANIES.size(), "company", company, "name", name);
  }

  private static Response json(int status, Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Response.json(status, JsonText.of(members));
  }

  /** The event that an order came to a state, as it is sent. */
  static byte[] event(String reference, String state) {
    return JsonText.of(
            Map.of("event", reference + "-" + state, "reference", reference, "state", state))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  static String signature(byte[] event) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(event));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
