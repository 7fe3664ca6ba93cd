package ng.bills.web.api.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** Makes the requests of a seed. */
public final class RequestMaker implements IntFunction<FuzzRequest> {

  private static final List<String> METHODS =
      List.of(
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PROPFIND",
          "get",
          "FOO",
          "X-Y");

  /** The server turns others away that have a body. */
  private static final List<String> BODIES = List.of("POST", "PUT", "PATCH");

  private static final List<String> POSTS =
      List.of(
          "/bills/pay",
          "/bills/pay",
          "/bills/pay",
          "/bills/validate",
          "/bills/validate",
          "/bills/{id}/cancel",
          "/webhooks/{provider}",
          "/wallet/flutterwave/webhook");

  private static final List<String> GETS =
      List.of(
          "/bills/types",
          "/bills/providers/{type}",
          "/bills/providers/{type}/{code}/plans",
          "/bills/history?{query}",
          "/bills/stats?{query}",
          "/bills/refund-clock?{query}",
          "/bills/{id}",
          "/bills/{id}/status",
          "/bills/{id}/qr.svg",
          "/health",
          "/ping-broker",
          "/docs/",
          "/docs/{type}",
          "/bills/pay",
          "/nothing",
          "/");

  private static final List<String> OUTSIDE_THE_API =
      List.of("/", "/openapi", "/problem", "/health/live", "/index.html", "/WEB-INF/web.xml", "/x");

  private static final List<String> TYPES =
      List.of("electricity", "airtime", "data", "rent", "Electricity", "%20", "pay", "..", ".");
  private static final List<String> CODES =
      List.of("ekedc", "mtn", "EKEDC", "nobody", "%2e%2e", "a%2Fb", "a;b=c", "%E2%82%A6");
  private static final List<String> PROVIDERS =
      List.of("vtpass", "flutterwave", "paystack", "interswitch", "nobody", "VTPASS", "a-b");
  private static final List<String> IDS =
      List.of("1", "not-a-uuid", "%27%20or%201=1--", "pay", "0".repeat(200), "{id}%20", "{id}x");
  private static final List<String> PARAMETERS =
      List.of(
          "limit", "offset", "cursor", "status", "bill_type", "from", "to", "colour", "", "%00");
  private static final List<String> ARGUMENTS =
      List.of(
          "",
          "0",
          "1",
          "20",
          "100",
          "101",
          "-1",
          "99999999999",
          "1e3",
          "ten",
          "%D9%A3",
          "completed",
          "pending",
          "lost",
          "electricity",
          "2026-01-01T00:00:00Z",
          "2026-12-31T23:59:60Z",
          "2026-02-30T00:00:00Z",
          "2999-01-01T00:00:00%2B01:00",
          "-999999999-01-01T00:00:00Z",
          "%00",
          "%F0%9D%84%9E",
          "%C3%28",
          "%ED%A0%80",
          "${7*7}",
          "%24%7B7*7%7D",
          "a=b=c",
          "AAAA".repeat(12));

  /** No HTTP: what the server makes of it is its own affair, so long as it keeps our insides. */
  private static final List<String> BROKEN =
      List.of(
          "%zz", "%", "%0", "%00", "%ff", "%C3%28", "\u0001", " ", "\u00e9", "\\", "|", "{", "^");

  private final long seed;
  private final String authorization;
  private final List<String> ids;

  /**
   * @param seed decides everything
   * @param authorization the header that lets in
   * @param ids of payments that are there
   */
  public RequestMaker(long seed, String authorization, List<String> ids) {
    this.seed = seed;
    this.authorization = authorization;
    this.ids = List.copyOf(ids);
  }

  /** The request of that number. */
  @Override
  public FuzzRequest apply(int number) {
    Dice dice = new Dice(seed, number);
    boolean post = dice.percent(55);
    String path = dice.of(post ? POSTS : GETS);
    String method = dice.percent(90) ? (post ? "POST" : "GET") : dice.of(METHODS);
    boolean sound = true;
    String base =
        dice.percent(85) ? "/api/v1" : dice.of(List.of("/api", "/api", "/api/v2", "", "/api/v1/"));
    String target = dice.percent(3) ? dice.of(OUTSIDE_THE_API) : base + filled(dice, path);
    if (dice.percent(6)) {
      target = bent(dice, target);
    }
    if (dice.percent(3)) {
      int at = 1 + dice.below(target.length());
      target = target.substring(0, at) + dice.of(BROKEN) + target.substring(at);
      sound = false;
    }
    byte[] body = null;
    if (post || dice.percent(5)) {
      body =
          path.contains("webhook") || path.endsWith("cancel")
              ? (dice.percent(50) ? new byte[0] : dice.bytes(dice.below(300)))
              : BodyMaker.make(dice, path.endsWith("pay"));
    }
    List<Map.Entry<String, String>> headers =
        HeaderMaker.make(dice, authorization, body != null, path.endsWith("pay"));
    if (dice.percent(2)) {
      headers.add(HeaderMaker.broken(dice));
      sound = false;
    }
    if (body != null && !BODIES.contains(method)) {
      sound = false;
    }
    if (target.matches("[^?]*/\\.{1,2}([/?;].*)?")) {
      sound = false; // a client takes the dots away before it sends
    }
    return new FuzzRequest(number, method, target, headers, body, sound);
  }

  private String filled(Dice dice, String path) {
    String filled =
        path.replace("{type}", dice.of(TYPES))
            .replace("{code}", dice.of(CODES))
            .replace("{provider}", dice.of(PROVIDERS));
    if (filled.contains("{query}")) {
      filled = filled.replace("{query}", query(dice));
    }
    while (filled.contains("{id}")) {
      String id =
          dice.percent(60) && !ids.isEmpty()
              ? dice.of(ids)
              : dice.percent(50)
                  ? new UUID(dice.below(Integer.MAX_VALUE), number(dice)).toString()
                  : dice.of(IDS);
      filled = filled.replaceFirst("\\{id}", java.util.regex.Matcher.quoteReplacement(id));
    }
    return filled;
  }

  private static long number(Dice dice) {
    return dice.below(Integer.MAX_VALUE);
  }

  private static String query(Dice dice) {
    List<String> parts = new ArrayList<>();
    for (int i = dice.below(4); i > 0; i--) {
      parts.add(
          dice.of(PARAMETERS)
              + (dice.percent(95) ? "=" : "")
              + dice.of(ARGUMENTS).replace("{", "%7B").replace("}", "%7D"));
    }
    return String.join("&", parts);
  }

  /** Addresses that are still HTTP. */
  private static String bent(Dice dice, String target) {
    int at = 1 + dice.below(target.length());
    return switch (dice.below(7)) {
      case 0 -> target.substring(0, at) + "/" + target.substring(at);
      case 1 -> target.substring(0, at) + ";" + dice.word(5) + "=1" + target.substring(at);
      case 2 -> target.substring(0, at) + "/.." + target.substring(at);
      case 3 -> target + "/" + dice.word(12);
      case 4 -> target + (target.contains("?") ? "&" : "?") + dice.word(3) + "=" + dice.word(9);
      case 5 -> target.toUpperCase(java.util.Locale.ROOT);
      default -> target + "?" + dice.word(3_000);
    };
  }
}
