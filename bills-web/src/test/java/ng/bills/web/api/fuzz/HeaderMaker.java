package ng.bills.web.api.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Headers: mostly those a client would send. */
final class HeaderMaker {

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json; charset=utf-8",
          "application/json;charset=UTF-16",
          "application/json;charset=nothing",
          "application/JSON",
          "application/problem+json",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "text/plain",
          "text/plain;charset=\"",
          "application/",
          "json",
          "*/*",
          ";;;",
          "a/b/c",
          "application/json, text/plain",
          "application/json" + ";a=b".repeat(100));

  private static final List<String> ACCEPTS =
      List.of(
          "*/*",
          "application/json",
          "application/problem+json",
          "text/csv",
          "image/svg+xml",
          "text/html,application/xhtml+xml",
          "application/json;q=0",
          "a/b;q=zz",
          "application/json;q=2",
          "///",
          ",",
          "*",
          "text",
          "application/json;v=\"",
          "a/b,".repeat(200) + "*/*");

  private static final List<String> KEYS =
      List.of(
          "",
          " ",
          "two words",
          "a,b",
          "\"open",
          "\"two words\"",
          "\"a\\\\b\"",
          "k".repeat(255),
          "k".repeat(256),
          "x".repeat(4_000),
          "\"a\";p=1",
          "?1",
          ":YWJj:",
          "${7*7}");

  private static final List<String> CORRELATIONS =
      List.of("", "abc-123", "x".repeat(65), "two words", "<b>", "a,b", "../..", "\"");

  private static final List<Map.Entry<String, String>> ODD =
      List.of(
          Map.entry("Range", "bytes=0-5"),
          Map.entry("Range", "bytes=zz"),
          Map.entry("If-None-Match", "\"x\", W/\"y"),
          Map.entry("If-Match", "*"),
          Map.entry("If-Modified-Since", "yesterday"),
          Map.entry("If-Unmodified-Since", "Thu, 99 Foo 2026 99:99:99 GMT"),
          Map.entry("Cookie", "JSESSIONID=x;;=; a"),
          Map.entry("Cookie", "$Version=1; a=\"; b"),
          Map.entry("Cookie", "JSESSIONID=" + "a".repeat(2_000)),
          Map.entry("Origin", "null"),
          Map.entry("X-HTTP-Method-Override", "DELETE"),
          Map.entry("Forwarded", "for=;;\"[::1\""),
          Map.entry("X-Forwarded-For", "127.0.0.1, x, ' or 1=1"),
          Map.entry("X-Forwarded-Host", "evil.example"),
          Map.entry("X-Forwarded-Proto", "gopher"),
          Map.entry("Payara-Tracing-TraceId", "no uuid"),
          Map.entry("Payara-Tracing-ParentId", "no uuid"),
          Map.entry("traceparent", "00-zz-zz-zz"),
          Map.entry("tracestate", "=,=,="),
          Map.entry("baggage", "a=%zz"),
          Map.entry("b3", "x-y-z"),
          Map.entry("Accept-Language", "xx-XXXXXXXXXXXX-;q=foo"),
          Map.entry("Accept-Language", "*;q=1.5,en"),
          Map.entry("Accept-Charset", "utf-99;q=x"),
          Map.entry("Accept-Encoding", "gzip;q=zz, br, *;q=0"),
          Map.entry("Content-Encoding", "gzip"),
          Map.entry("Content-Encoding", "nothing"),
          Map.entry("Content-Language", "xx-;"),
          Map.entry("Content-MD5", "x"),
          Map.entry("Date", "no date"),
          Map.entry("Referer", "http://[::1"),
          Map.entry("User-Agent", "${jndi:ldap://x}"),
          Map.entry("Upgrade-Insecure-Requests", "1"),
          Map.entry("Proxy-Authorization", "Basic x"),
          Map.entry("x-vtpass-signature", "x"),
          Map.entry("verif-hash", "x"),
          Map.entry("X-Interswitch-Signature", "zz"),
          Map.entry("x-paystack-signature", "zz"),
          Map.entry("X-Long", "x".repeat(3_000)));

  private static final List<Map.Entry<String, String>> BROKEN =
      List.of(
          Map.entry("X-Control", "a\u0001b"),
          Map.entry("X-Huge", "x".repeat(20_000)),
          Map.entry("Expect", "something"),
          Map.entry("Transfer-Encoding", "gzip"),
          Map.entry("Content-Length", "-5"),
          Map.entry("Content-Length", "zz"),
          Map.entry("Host", "a b"),
          Map.entry("Bad Name", "x"),
          Map.entry("", "x"),
          Map.entry("Accept", "application/json\u00e9"));

  private HeaderMaker() {}

  static List<Map.Entry<String, String>> make(
      Dice dice, String authorization, boolean body, boolean pay) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (dice.percent(88)) {
      headers.add(Map.entry("Authorization", authorization));
    } else if (dice.percent(70)) {
      headers.add(Map.entry("Authorization", wrong(dice, authorization)));
    }
    if (body && dice.percent(97)) {
      headers.add(
          Map.entry(
              "Content-Type", dice.percent(88) ? "application/json" : dice.of(CONTENT_TYPES)));
    }
    if (dice.percent(25)) {
      headers.add(Map.entry("Accept", dice.of(ACCEPTS)));
    }
    if (pay && dice.percent(45)) {
      headers.add(Map.entry("Idempotency-Key", key(dice)));
      if (dice.percent(5)) {
        headers.add(Map.entry("Idempotency-Key", key(dice)));
      }
    }
    if (dice.percent(15)) {
      headers.add(Map.entry("X-Correlation-Id", dice.of(CORRELATIONS)));
    }
    for (int i = dice.percent(25) ? 1 + dice.below(3) : 0; i > 0; i--) {
      headers.add(dice.of(ODD));
    }
    return headers;
  }

  private static String key(Dice dice) {
    if (dice.percent(40)) { // few, so that some come again, with the same body or another
      return "fuzz-key-" + dice.below(100);
    }
    return dice.percent(50)
        ? new UUID(dice.below(Integer.MAX_VALUE), dice.below(Integer.MAX_VALUE)).toString()
        : dice.of(KEYS);
  }

  private static String wrong(Dice dice, String authorization) {
    return switch (dice.below(6)) {
      case 0 -> authorization + dice.word(3);
      case 1 -> "Bearer";
      case 2 -> "Bearer " + dice.word(60);
      case 3 -> "Basic " + dice.word(20);
      case 4 -> dice.word(30);
      default -> "Bearer bk_live_" + dice.word(2_000);
    };
  }

  /** A header that makes it no HTTP. */
  static Map.Entry<String, String> broken(Dice dice) {
    return dice.of(BROKEN);
  }
}
