package ng.bills.acceptance;

import static ng.bills.acceptance.AnyCaller.faults;
import static ng.bills.acceptance.AnyCaller.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import ng.bills.acceptance.PartnerClient.Requested;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Everything a caller can get wrong, over HTTP, and what it is told. */
class BadInputIT extends AcceptanceTest {

  private static final String PAY = "/api/v1/bills/pay";
  private static final String VALIDATE = "/api/v1/bills/validate";
  private static final String TYPES = "/api/v1/bills/types";
  private static final String METER = "45087654321";

  private static final Map<String, String> GOOD = new LinkedHashMap<>();

  static {
    GOOD.put("bill_type", "'electricity'");
    GOOD.put("provider_code", "'ekedc'");
    GOOD.put("account_number", "'" + METER + "'");
    GOOD.put("account_type", "'PREPAID'");
    GOOD.put("amount", "5000");
    GOOD.put("currency", "'NGN'");
  }

  private static final String OF_AN_ACCOUNT =
      """
      bill_type      | MISSING          | REQUIRED
      bill_type      | null             | REQUIRED
      bill_type      | 7                | WRONG_TYPE
      bill_type      | ['electricity']  | WRONG_TYPE
      bill_type      | {}               | WRONG_TYPE
      bill_type      | ''               | REQUIRED
      bill_type      | 'LONG'           | TOO_LONG
      provider_code  | MISSING          | REQUIRED
      provider_code  | null             | REQUIRED
      provider_code  | true             | WRONG_TYPE
      provider_code  | 'LONG'           | TOO_LONG
      account_number | MISSING          | REQUIRED
      account_number | null             | REQUIRED
      account_number | 45087654321      | WRONG_TYPE
      account_number | '   '            | REQUIRED
      account_number | 'LONG'           | TOO_LONG
      account_number | '-45087654321'   | INVALID_ACCOUNT
      account_number | '450876543'      | INVALID_ACCOUNT
      account_number | '45O87654321'    | INVALID_ACCOUNT
      account_number | '4508BELL654321' | MALFORMED
      account_type   | MISSING          | REQUIRED
      account_type   | null             | REQUIRED
      account_type   | 'SOMETIMES'      | MALFORMED
      account_type   | 1                | WRONG_TYPE
      account_type   | 'LONG'           | TOO_LONG
      plan_code      | 'gold'           | UNEXPECTED
      plan_code      | {}               | WRONG_TYPE
      plan_code      | 'LONG'           | TOO_LONG
      surprise       | 1                | UNKNOWN_FIELD
      """;

  private static final String OF_A_PAYMENT =
      """
      amount            | MISSING                 | REQUIRED
      amount            | null                    | REQUIRED
      amount            | '5000'                  | WRONG_TYPE
      amount            | {}                      | WRONG_TYPE
      amount            | -5000                   | AMOUNT_INVALID
      amount            | 0                       | AMOUNT_INVALID
      amount            | 5000.001                | AMOUNT_INVALID
      amount            | 999.99                  | AMOUNT_INVALID
      amount            | 1e999999999             | AMOUNT_INVALID
      amount            | 1e-999999999            | AMOUNT_INVALID
      amount            | 99999999999999999999999 | AMOUNT_INVALID
      currency          | MISSING                 | REQUIRED
      currency          | null                    | REQUIRED
      currency          | 'USD'                   | UNSUPPORTED
      currency          | 5                       | WRONG_TYPE
      currency          | 'LONG'                  | TOO_LONG
      payment_source    | 'wallet'                | UNSUPPORTED
      payment_source    | 5                       | WRONG_TYPE
      payment_source    | 'LONG'                  | TOO_LONG
      customer_email    | 'ada'                   | MALFORMED
      customer_email    | ''                      | REQUIRED
      customer_email    | 5                       | WRONG_TYPE
      customer_email    | 'LONG'                  | TOO_LONG
      customer_phone    | '12345'                 | MALFORMED
      customer_phone    | 8031234567              | WRONG_TYPE
      customer_phone    | 'LONG'                  | TOO_LONG
      request_reference | 'two words'             | MALFORMED
      request_reference | 5                       | WRONG_TYPE
      request_reference | 'LONG'                  | TOO_LONG
      metadata          | 'text'                  | WRONG_TYPE
      metadata          | []                      | WRONG_TYPE
      metadata          | {'a': {'b': 1}}         | WRONG_TYPE
      metadata          | {'a': [1]}              | WRONG_TYPE
      metadata          | {'a': null}             | WRONG_TYPE
      metadata          | {'a': 1, 'a': 2}        | DUPLICATE_FIELD
      metadata          | {'': 1}                 | MALFORMED
      metadata          | {'a': 'LONGLONG'}       | TOO_LONG
      metadata          | {'LONG': 1}             | TOO_LONG
      """;

  private final AnyCaller caller = new AnyCaller(system());
  private final String key = "Bearer " + system().apiKey();
  private final PartnerClient partner = new PartnerClient(system(), system().apiKey());

  private HttpResponse<String> post(String path, String body, String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = key;
    all[headers.length + 2] = "Content-Type";
    all[headers.length + 3] = "application/json";
    return caller.send("POST", path, BodyPublishers.ofString(body), all);
  }

  private HttpResponse<String> get(String path) {
    return caller.get(path, "Authorization", key);
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> fields = new LinkedHashMap<>(GOOD);
    if (value.equals("MISSING")) {
      fields.remove(field);
    } else {
      fields.put(field, value.replace("LONG", "x".repeat(300)).replace("BELL", "\\u0007"));
    }
    return fields;
  }

  private static String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> "'" + e.getKey() + "':" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"))
        .replace('\'', '"');
  }

  private static List<String[]> rows(String table) {
    return table
        .lines()
        .map(line -> java.util.Arrays.stream(line.split("\\|")).map(String::strip))
        .map(cells -> cells.toArray(String[]::new))
        .toList();
  }

  private static String payments() {
    return system().query("select count(*) from payment");
  }

  @Test
  void givenAnyOneFieldWrong_whenPayingOrValidating_thenItAloneIsNamedAndNothingIsStored() {
    String before = payments();
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : rows(OF_AN_ACCOUNT + OF_A_PAYMENT)) {
      String name = row[0];
      boolean ofAnAccount = OF_AN_ACCOUNT.contains(String.join("", name, " "));
      Map<String, String> fields = with(name, row[1]);
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(post(PAY, body(fields)));
      if (ofAnAccount) {
        fields.remove("amount");
        fields.remove("currency");
        answers.add(post(VALIDATE, body(fields)));
      }
      for (HttpResponse<String> answer : answers) {
        softly.check(
            () -> {
              String single =
                  Set.of("INVALID_ACCOUNT", "AMOUNT_INVALID").contains(row[2])
                      ? row[2]
                      : "VALIDATION_FAILED";
              assertThat(faults(problem(answer, 400, single))).isEqualTo(Map.of(name, row[2]));
              assertThat(answer.body()).doesNotContain(METER).doesNotContain("xxxxx");
            });
      }
    }
    softly.assertAll();
    assertThat(payments()).isEqualTo(before);
  }

  @Test
  void givenFieldsOfAPaymentInAQuestion_whenValidating_thenTheyAreUnknown() {
    assertThat(faults(problem(post(VALIDATE, body(GOOD)), 400, "VALIDATION_FAILED")))
        .isEqualTo(Map.of("amount", "UNKNOWN_FIELD", "currency", "UNKNOWN_FIELD"));
  }

  @Test
  void givenManyFaults_whenPaying_thenAllAreNamedOnceEach() {
    String many =
        """
        {"bill_type":"electricity","provider_code":"ekedc","account_number":7,"account_type":"NEVER",
         "amount":-1,"amount":"1","currency":"USD","payment_source":"cash","customer_email":"x","customer_phone":"1",
         "request_reference":"a b","metadata":{"a":{"b":1},"c":[2]},"plan_code":"p","colour":1,"colour":2}
        """;

    assertThat(faults(problem(post(PAY, many, "Idempotency-Key", "a,b"), 400, "VALIDATION_FAILED")))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("account_number", "WRONG_TYPE"),
                Map.entry("account_type", "MALFORMED"),
                Map.entry("amount", "DUPLICATE_FIELD"),
                Map.entry("currency", "UNSUPPORTED"),
                Map.entry("payment_source", "UNSUPPORTED"),
                Map.entry("customer_email", "MALFORMED"),
                Map.entry("customer_phone", "MALFORMED"),
                Map.entry("request_reference", "MALFORMED"),
                Map.entry("metadata", "WRONG_TYPE"),
                Map.entry("plan_code", "UNEXPECTED"),
                Map.entry("colour", "UNKNOWN_FIELD"),
                Map.entry("Idempotency-Key", "MALFORMED")));
    assertThat(faults(problem(post(PAY, "{}"), 400, "VALIDATION_FAILED")).keySet())
        .contains("bill_type", "provider_code", "account_number", "amount", "currency");
  }

  @Test
  void givenUnknownTypeOrBiller_whenAsking_then404WithTheOtherFaults() {
    Map<String, String> fields = with("bill_type", "'rent'");
    problem(post(PAY, body(fields)), 404, "UNKNOWN_BILL_TYPE");
    fields.keySet().removeAll(Set.of("amount", "currency"));
    problem(post(VALIDATE, body(fields)), 404, "UNKNOWN_BILL_TYPE");

    fields = with("provider_code", "'mtn'");
    fields.put("currency", "'USD'");
    assertThat(faults(problem(post(PAY, body(fields)), 404, "UNKNOWN_BILLER")))
        .isEqualTo(Map.of("provider_code", "UNKNOWN_BILLER", "currency", "UNSUPPORTED"));
    fields.keySet().removeAll(Set.of("amount", "currency"));
    problem(post(VALIDATE, body(fields)), 404, "UNKNOWN_BILLER");

    problem(get("/api/v1/bills/providers/rent"), 404, "UNKNOWN_BILL_TYPE");
    problem(get("/api/v1/bills/history?bill_type=rent"), 404, "UNKNOWN_BILL_TYPE");
  }

  @Test
  void givenNoJsonObject_whenPosting_thenOneProblemSaysSo() {
    List<String> bodies =
        List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "{",
            "{\"bill_type\":",
            "{\"amount\":1.}",
            "{} {}",
            "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
            "bill_type=electricity");
    SoftAssertions softly = new SoftAssertions();
    for (String path : List.of(PAY, VALIDATE)) {
      for (String body : bodies) {
        softly.check(() -> problem(post(path, body), 400, "MALFORMED_JSON"));
      }
    }
    softly.assertAll();
    HttpResponse<String> latin1 =
        caller.send(
            "POST",
            PAY,
            BodyPublishers.ofByteArray("{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1)),
            "Authorization",
            key,
            "Content-Type",
            "application/json");
    problem(latin1, 400, "MALFORMED_JSON");
  }

  @Test
  void givenBodyTooLargeOrOfAnotherType_whenPosting_thenRefused() {
    byte[] large = " ".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
    for (String path : List.of(PAY, VALIDATE)) {
      HttpResponse<String> declared =
          caller.send(
              "POST",
              path,
              BodyPublishers.ofByteArray(large),
              "Authorization",
              key,
              "Content-Type",
              "application/json");
      problem(declared, 413, "BODY_TOO_LARGE");
      HttpResponse<String> chunked =
          caller.send(
              "POST",
              path,
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
              "Authorization",
              key,
              "Content-Type",
              "application/json");
      problem(chunked, 413, "BODY_TOO_LARGE");
      for (String type :
          List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
        HttpResponse<String> other =
            caller.send(
                "POST",
                path,
                BodyPublishers.ofString(body(GOOD)),
                "Authorization",
                key,
                "Content-Type",
                type);
        problem(other, 415, "UNSUPPORTED_MEDIA_TYPE");
      }
    }
    HttpResponse<String> odd =
        caller.send(
            "POST",
            PAY,
            BodyPublishers.ofString("{}"),
            "Authorization",
            key,
            "Content-Type",
            "no type at all");
    assertThat(odd.statusCode()).isBetween(400, 415);
    assertThat(odd.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }

  @Test
  void givenWrongMethodPathOrAccept_whenCalling_thenAProblemSaysWhich() {
    Map<String, String> allowed =
        Map.of(
            PAY,
            "POST",
            VALIDATE,
            "POST",
            TYPES,
            "GET",
            "/api/v1/bills/history",
            "GET",
            "/api/v1/bills/stats",
            "GET",
            "/api/v1/health",
            "GET",
            "/api/v1/bills/" + UUID.randomUUID() + "/cancel",
            "POST");
    SoftAssertions softly = new SoftAssertions();
    allowed.forEach(
        (path, allow) -> {
          for (String method : List.of("DELETE", "PUT", "PATCH")) {
            HttpResponse<String> answer =
                caller.send(
                    method,
                    path,
                    method.equals("DELETE")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}"),
                    "Authorization",
                    key,
                    "Content-Type",
                    "application/json");
            softly.check(
                () -> {
                  problem(answer, 405, "METHOD_NOT_ALLOWED");
                  assertThat(answer.headers().firstValue("Allow").orElse("none"))
                      .contains(allow)
                      .doesNotContain(method);
                });
          }
        });
    for (String path : List.of(PAY, VALIDATE, PAY + "/", "/api/bills/pay")) {
      softly.check(
          () -> {
            HttpResponse<String> answer = get(path);
            problem(answer, 405, "METHOD_NOT_ALLOWED");
            assertThat(answer.headers().firstValue("Allow").orElse("none")).contains("POST");
          });
    }
    for (String path :
        List.of(
            "/api/v1/bill",
            "/api/v1/bills",
            "/api/v1/",
            "/api/v2/bills/types",
            "/api/v1/bills/types/more",
            "/api/v1/application.wadl",
            "/api/v1/bills/history/%2e%2e/types",
            "/nothing",
            "/",
            "/problem",
            "/index.html",
            "/WEB-INF/web.xml",
            "/webjars/swagger-ui/index.html",
            "/META-INF/MANIFEST.MF")) {
      softly.check(() -> problem(get(path), 404, "NOT_FOUND"));
    }
    for (String path : List.of(TYPES, "/api/v1/bills/history", "/api/v1/health")) {
      softly.check(
          () ->
              problem(
                  caller.get(path, "Authorization", key, "Accept", "application/xml"),
                  406,
                  "NOT_ACCEPTABLE"));
    }
    for (String accept : List.of("///", "application/json;q=2", ",")) {
      softly.check(
          () ->
              assertThat(
                      faults(
                          problem(
                              caller.get(TYPES, "Authorization", key, "Accept", accept),
                              400,
                              "VALIDATION_FAILED")))
                  .isEqualTo(Map.of("Accept", "MALFORMED")));
    }
    softly.assertAll();
  }

  @Test
  void givenNoHttp_whenSent_thenNothingOfOurInsidesIsShown() {
    SoftAssertions softly = new SoftAssertions();
    for (String request :
        List.of(
            "GARBAGE\r\n\r\n",
            "GET /api/v1/bills/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /api/v1/bills/history?limit=%zz HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + key
                + "\r\nConnection: close\r\n\r\n",
            "GET /api/v1/bills/\u0000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /api/v1/bills/types HTTP/1.1\r\nHost: a\r\nX-Long: "
                + "x".repeat(20_000)
                + "\r\nConnection: close\r\n\r\n",
            "GET /api/v1/bills/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /api/v1/bills/pay HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + key
                + "\r\nContent-Type: application/json\r\nContent-Length: -5\r\nConnection: close\r\n\r\n{}",
            "POST /api/v1/bills/pay HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + key
                + "\r\nContent-Type: application/json\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{",
            "POST /api/v1/bills/pay HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + key
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{")) {
      String answer = caller.raw(request);
      String body = answer.contains("\r\n\r\n") ? answer.substring(answer.indexOf("\r\n\r\n")) : "";
      // the server itself turns most of these away, with an empty body
      softly
          .assertThat(answer)
          .as("%.60s", request)
          .doesNotContainPattern("^HTTP/1.1 (201|5\\d\\d)");
      softly.assertThat(body).as("%.60s", request).doesNotContainPattern(AnyCaller.INSIDES);
      softly
          .assertThat(body.isBlank() || body.contains("\"code\":"))
          .as("nothing or a problem: %s", body)
          .isTrue();
    }
    softly.assertAll();
    assertThat(get(TYPES).statusCode()).isEqualTo(200);
  }

  /** Else whoever shares a connection of the proxy's with somebody could answer for him. */
  @Test
  void givenBodyThatLooksLikeARequest_whenSentWithAnyMethod_thenItIsNotTakenForOne() {
    String hidden = "GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n";
    SoftAssertions softly = new SoftAssertions();
    for (String method :
        List.of(
            "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT",
            "FOO")) {
      for (String path : List.of(TYPES, PAY, "/nothing")) {
        String answer =
            caller.raw(
                method
                    + " "
                    + path
                    + " HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + hidden.length()
                    + "\r\n\r\n"
                    + hidden);
        softly
            .assertThat(answer.split("HTTP/1\\.1 \\d", -1))
            .as("one answer to %s %s: %s", method, path, answer)
            .hasSize(2);
      }
    }
    softly.check(
        () ->
            problem(
                caller.send("TRACE", TYPES, BodyPublishers.noBody(), "Authorization", key),
                405,
                "METHOD_NOT_ALLOWED"));
    softly.assertAll();
  }

  @Test
  void givenNoKeyOrAForgedOne_whenCalling_then401() {
    String good = system().apiKey();
    char last = good.charAt(good.length() - 1);
    String forged = good.substring(0, good.length() - 1) + (last == 'a' ? 'b' : 'a');
    List<String> credentials =
        List.of(
            "Bearer " + forged,
            "Bearer " + good + "x",
            "Bearer " + good.toUpperCase(java.util.Locale.ROOT),
            "Bearer bk_test_" + "A".repeat(43),
            "Bearer bk_live_" + good.substring(9),
            "Bearer",
            "Bearer " + "x".repeat(5_000),
            "Basic " + good,
            "Token " + good,
            good);
    SoftAssertions softly = new SoftAssertions();
    for (String path :
        List.of(
            TYPES,
            "/api/v1/bills/providers/airtime",
            "/api/v1/bills/history",
            "/api/v1/bills/stats",
            "/api/v1/bills/" + UUID.randomUUID(),
            "/api/v1/bills/" + UUID.randomUUID() + "/status",
            "/api/bills/types",
            "/api/v1/nothing",
            "/api/v1;x=1/bills/types",
            "/api;x=1/v1/bills/types",
            "/api/v1//bills/types",
            "/api/v1/health/../bills/types")) {
      softly.check(() -> refused(caller.get(path)));
    }
    for (String credential : credentials) {
      for (String path : List.of(PAY, VALIDATE)) {
        HttpResponse<String> answer =
            caller.send(
                "POST",
                path,
                BodyPublishers.ofString(body(GOOD)),
                "Authorization",
                credential,
                "Content-Type",
                "application/json");
        softly.check(() -> refused(answer));
      }
    }
    softly.assertAll();
    assertThat(caller.get(TYPES + "?api_key=" + good).statusCode()).isEqualTo(401);
  }

  private static void refused(HttpResponse<String> answer) {
    problem(answer, 401, "UNAUTHORIZED");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("none"))
        .startsWith("Bearer realm=\"bills\"");
  }

  @Test
  void givenIdThatIsNoneOrNotOurs_whenAskingOrCancelling_then404() {
    Requested payment = requested();
    String stranger = "Bearer " + system().newApiKey("acceptance stranger");
    for (String id : List.of("1", "not-a-uuid", "%27%20or%201=1--", UUID.randomUUID() + "0")) {
      for (String path : List.of("/api/v1/bills/" + id, "/api/v1/bills/" + id + "/status")) {
        problem(get(path), 404, "TRANSACTION_NOT_FOUND");
      }
      problem(post("/api/v1/bills/" + id + "/cancel", ""), 404, "TRANSACTION_NOT_FOUND");
      problem(get("/api/v1/bills/" + id + "/qr.svg"), 404, "TRANSACTION_NOT_FOUND");
    }
    String path = "/api/v1/bills/" + payment.id();
    HttpResponse<String> nobodys = get("/api/v1/bills/" + UUID.randomUUID() + "/status");
    problem(nobodys, 404, "TRANSACTION_NOT_FOUND");
    for (HttpResponse<String> answer :
        List.of(
            caller.get(path, "Authorization", stranger),
            caller.get(path + "/status", "Authorization", stranger),
            caller.send(
                "POST", path + "/cancel", BodyPublishers.noBody(), "Authorization", stranger))) {
      var told = problem(answer, 404, "TRANSACTION_NOT_FOUND");
      assertThat(told.getString("detail"))
          .as("somebody else's payment looks like none")
          .isEqualTo(PartnerClient.json(nobodys).getString("detail"));
    }
    assertThat(caller.get("/api/v1/bills/history", "Authorization", stranger).body())
        .doesNotContain(payment.id());
    assertThat(partner.status(payment.id()).getString("status")).isEqualTo("pending_payment");
  }

  @Test
  void givenWrongQuery_whenListing_thenItIsNamed() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("limit=0", "limit");
    wrong.put("limit=101", "limit");
    wrong.put("limit=ten", "limit");
    wrong.put("limit=-1", "limit");
    wrong.put("limit=", "limit");
    wrong.put("limit=5&limit=6", "limit");
    wrong.put("offset=-1", "offset");
    wrong.put("offset=99999999999", "offset");
    wrong.put("cursor=abc", "cursor");
    wrong.put("cursor=", "cursor");
    wrong.put("cursor=" + "A".repeat(48), "cursor");
    wrong.put("status=lost", "status");
    wrong.put("status=", "status");
    wrong.put("from=yesterday", "from");
    wrong.put("from=2026-02-30T00:00:00Z", "from");
    wrong.put("to=2026-13-01T00:00:00Z", "to");
    wrong.put("to=2026-01-01", "to");
    wrong.put("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to");
    wrong.put("colour=red", "colour");
    SoftAssertions softly = new SoftAssertions();
    wrong.forEach(
        (query, field) -> {
          List<String> paths = new ArrayList<>(List.of("/api/v1/bills/history?"));
          if (field.equals("from") || field.equals("to") || field.equals("colour")) {
            paths.add("/api/v1/bills/stats?");
          }
          for (String path : paths) {
            softly.check(
                () ->
                    assertThat(faults(problem(get(path + query), 400, "VALIDATION_FAILED")))
                        .containsOnlyKeys(field));
          }
        });
    softly
        .assertThat(
            faults(
                problem(
                    get("/api/v1/bills/history?limit=0&status=lost&from=x&colour=red"),
                    400,
                    "VALIDATION_FAILED")))
        .containsOnlyKeys("limit", "status", "from", "colour");
    softly.assertAll();
  }

  @Test
  void givenSameReferenceAgain_whenPaying_thenTheFirstAnswerByteForByteAndOnePayment() {
    String reference = "again-" + UUID.randomUUID();
    String before = payments();
    String request = body(with("request_reference", "'" + reference + "'"));

    HttpResponse<String> first = post(PAY, request);
    HttpResponse<String> second = post(PAY, request);
    HttpResponse<String> byHeader = post(PAY, body(GOOD), "Idempotency-Key", reference);

    assertThat(List.of(first.statusCode(), second.statusCode(), byHeader.statusCode()))
        .containsOnly(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(byHeader.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotency-Replayed")).contains("false");
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    Map<String, String> other = with("request_reference", "'" + reference + "'");
    other.put("amount", "5001");
    problem(post(PAY, body(other)), 422, "IDEMPOTENCY_MISMATCH");
    assertThat(payments()).isEqualTo(Integer.toString(Integer.parseInt(before) + 1));
  }

  @Test
  void givenSameIdempotencyKeyAgain_whenPaying_thenTheFirstAnswerByteForByteAndOnePayment() {
    String before = payments();
    for (String header :
        List.of(
            UUID.randomUUID().toString(),
            "\"" + UUID.randomUUID() + "\"",
            "\"an odd key, " + UUID.randomUUID() + "\"")) {
      HttpResponse<String> first = post(PAY, body(GOOD), "Idempotency-Key", header);
      HttpResponse<String> second = post(PAY, body(GOOD), "Idempotency-Key", header);

      assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
      assertThat(second.statusCode()).isEqualTo(201);
      assertThat(second.body()).isEqualTo(first.body());
      problem(
          post(PAY, body(with("amount", "5001")), "Idempotency-Key", header),
          422,
          "IDEMPOTENCY_MISMATCH");
    }
    assertThat(payments()).isEqualTo(Integer.toString(Integer.parseInt(before) + 3));
    for (String header : List.of("", "two words", "x".repeat(256), "\"open", "a,b")) {
      assertThat(
              faults(
                  problem(
                      post(PAY, body(GOOD), "Idempotency-Key", header), 400, "VALIDATION_FAILED")))
          .as(header)
          .isEqualTo(Map.of("Idempotency-Key", "MALFORMED"));
    }
    assertThat(
            faults(
                problem(
                    post(PAY, body(with("request_reference", "'one'")), "Idempotency-Key", "two"),
                    400,
                    "VALIDATION_FAILED")))
        .isEqualTo(Map.of("Idempotency-Key", "CONTRADICTION"));
  }

  @Test
  void givenSameReferenceOfTwoPartners_whenPaying_thenEachHasItsOwnPayment() {
    String request = body(with("request_reference", "'shared-" + UUID.randomUUID() + "'"));
    HttpResponse<String> ours = post(PAY, request);
    HttpResponse<String> theirs =
        caller.send(
            "POST",
            PAY,
            BodyPublishers.ofString(request),
            "Authorization",
            "Bearer " + system().newApiKey("acceptance stranger"),
            "Content-Type",
            "application/json");

    assertThat(List.of(ours.statusCode(), theirs.statusCode())).containsOnly(201);
    assertThat(PartnerClient.json(theirs).getString("transaction_id"))
        .isNotEqualTo(PartnerClient.json(ours).getString("transaction_id"));
  }

  @Test
  void givenTwentyAtOnce_whenPayingUnderOneReference_thenOnePayment() throws Exception {
    String before = payments();
    String byBody = body(with("request_reference", "'race-" + UUID.randomUUID() + "'"));
    String header = UUID.randomUUID().toString();

    Set<String> answers = atOnce(20, () -> post(PAY, byBody));
    Set<String> keyed = atOnce(20, () -> post(PAY, body(GOOD), "Idempotency-Key", header));

    // whoever comes while the first is under way is told so, and asks again
    assertThat(answers).as("byte-equal answers").hasSize(1);
    assertThat(keyed).as("byte-equal answers").hasSize(1);
    assertThat(payments()).isEqualTo(Integer.toString(Integer.parseInt(before) + 2));
  }

  private static Set<String> atOnce(int callers, Callable<HttpResponse<String>> call)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CyclicBarrier together = new CyclicBarrier(callers);
    try {
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  HttpResponse<String> answer = call.call();
                  for (int again = 0; again < 50 && answer.statusCode() == 409; again++) {
                    problem(answer, 409, "IDEMPOTENCY_CONFLICT");
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                    answer = call.call();
                  }
                  return answer;
                }));
      }
      Set<String> bodies = new LinkedHashSet<>();
      for (Future<HttpResponse<String>> one : running) {
        HttpResponse<String> answer = one.get(60, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        bodies.add(answer.body());
      }
      return bodies;
    } finally {
      threads.shutdownNow();
    }
  }

  private Requested requested() {
    return partner.request(
        PartnerClient.electricity(METER, "PREPAID", 5000), "pending@customer.example");
  }
}
