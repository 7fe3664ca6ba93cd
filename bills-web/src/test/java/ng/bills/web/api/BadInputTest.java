package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of validate and pay, wrong in every way. */
class BadInputTest {

  private static final Map<String, String> GOOD = new LinkedHashMap<>();

  static {
    GOOD.put("bill_type", "\"electricity\"");
    GOOD.put("provider_code", "\"ekedc\"");
    GOOD.put("account_number", "\"45012345678\"");
    GOOD.put("account_type", "\"PREPAID\"");
    GOOD.put("amount", "5000");
    GOOD.put("currency", "\"NGN\"");
  }

  private final InProcessApi api = new InProcessApi();

  private static String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> fields = new LinkedHashMap<>(GOOD);
    if (value.equals("MISSING")) {
      fields.remove(field);
    } else {
      fields.put(
          field,
          value.replace("LONG", "x".repeat(300)).replace("BELL", "\\u0007").replace('\'', '"'));
    }
    return fields;
  }

  private static Map<String, String> faults(InProcessApi.Answer answer) {
    return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .collect(Collectors.toMap(e -> e.getString("field"), e -> e.getString("code")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          bill_type         | MISSING                  | REQUIRED
          bill_type         | null                     | REQUIRED
          bill_type         | 7                        | WRONG_TYPE
          bill_type         | ['electricity']          | WRONG_TYPE
          bill_type         | ''                       | REQUIRED
          bill_type         | 'LONG'                   | TOO_LONG
          provider_code     | MISSING                  | REQUIRED
          provider_code     | null                     | REQUIRED
          provider_code     | true                     | WRONG_TYPE
          provider_code     | 'LONG'                   | TOO_LONG
          account_number    | MISSING                  | REQUIRED
          account_number    | null                     | REQUIRED
          account_number    | 45012345678              | WRONG_TYPE
          account_number    | '   '                    | REQUIRED
          account_number    | 'LONG'                   | TOO_LONG
          account_number    | '-45012345678'           | INVALID_ACCOUNT
          account_number    | '4501234567'             | INVALID_ACCOUNT
          account_number    | '4501BELL2345678'        | MALFORMED
          account_type      | MISSING                  | REQUIRED
          account_type      | null                     | REQUIRED
          account_type      | 'SOMETIMES'              | MALFORMED
          account_type      | 1                        | WRONG_TYPE
          account_type      | 'LONG'                   | TOO_LONG
          plan_code         | 'gold'                   | UNEXPECTED
          plan_code         | {}                       | WRONG_TYPE
          plan_code         | 'LONG'                   | TOO_LONG
          surprise          | 1                        | UNKNOWN_FIELD
          """)
  void givenWrongAccountField_whenValidatingOrPaying_thenItIsNamed(
      String field, String value, String code) {
    Map<String, String> fields = with(field, value);

    InProcessApi.Answer pay = api.post("/bills/pay", body(fields));
    fields.remove("amount");
    fields.remove("currency");
    InProcessApi.Answer validate = api.post("/bills/validate", body(fields));

    for (InProcessApi.Answer answer : java.util.List.of(pay, validate)) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(faults(answer)).isEqualTo(Map.of(field, code));
      assertThat(answer.body()).doesNotContain("45012345678");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          amount            | MISSING                  | AMOUNT     | REQUIRED
          amount            | null                     |            | REQUIRED
          amount            | '5000'                   |            | WRONG_TYPE
          amount            | {}                       |            | WRONG_TYPE
          amount            | -5000                    |            | AMOUNT_INVALID
          amount            | 0                        |            | AMOUNT_INVALID
          amount            | 5000.001                 |            | AMOUNT_INVALID
          amount            | 1e999999999              |            | AMOUNT_INVALID
          amount            | 1e99999999999            |            | AMOUNT_INVALID
          amount            | 1e-999999999             |            | AMOUNT_INVALID
          amount            | 1000000                  |            | AMOUNT_INVALID
          amount            | 99999999999999999999999  |            | AMOUNT_INVALID
          amount            | 5.00000000000000000000000000000000000000000000 | | AMOUNT_INVALID
          currency          | MISSING                  |            | REQUIRED
          currency          | null                     |            | REQUIRED
          currency          | 'USD'                    |            | UNSUPPORTED
          currency          | 5                        |            | WRONG_TYPE
          currency          | 'LONG'                   |            | TOO_LONG
          payment_source    | 'wallet'                 |            | UNSUPPORTED
          payment_source    | 5                        |            | WRONG_TYPE
          payment_source    | 'LONG'                   |            | TOO_LONG
          customer_email    | 'ada'                    |            | MALFORMED
          customer_email    | ''                       |            | REQUIRED
          customer_email    | 5                        |            | WRONG_TYPE
          customer_email    | 'LONG'                   |            | TOO_LONG
          customer_phone    | '12345'                  |            | MALFORMED
          customer_phone    | '-08031234567'           |            | OK
          customer_phone    | 8031234567               |            | WRONG_TYPE
          customer_phone    | 'LONG'                   |            | TOO_LONG
          request_reference | 'two words'              |            | MALFORMED
          request_reference | 5                        |            | WRONG_TYPE
          request_reference | 'LONG'                   |            | TOO_LONG
          metadata          | 'text'                   |            | WRONG_TYPE
          metadata          | []                       |            | WRONG_TYPE
          metadata          | {'a': {'b': 1}}          |            | WRONG_TYPE
          metadata          | {'a': [1]}               |            | WRONG_TYPE
          metadata          | {'a': null}              |            | WRONG_TYPE
          metadata          | {'a': 1, 'a': 2}         |            | DUPLICATE_FIELD
          metadata          | {'': 1}                  |            | MALFORMED
          metadata          | {'a': 'LONGLONG'}        |            | TOO_LONG
          metadata          | {'LONG': 1}              |            | TOO_LONG
          """)
  void givenWrongPaymentField_whenPaying_thenItIsNamed(
      String field, String value, String comment, String code) {
    InProcessApi.Answer answer = api.post("/bills/pay", body(with(field, value)));

    if (code.equals("OK")) {
      assertThat(answer.status()).isEqualTo(201);
      return;
    }
    assertThat(answer.status()).isEqualTo(400);
    assertThat(faults(answer)).isEqualTo(Map.of(field, code));
    assertThat(api.system.world.allPayments()).isEmpty();
  }

  @Test
  void givenManyFaults_whenPaying_thenAllAreNamedAtOnce() {
    InProcessApi.Answer answer =
        api.post(
            "/bills/pay",
            "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\",\"account_number\":7,"
                + "\"account_type\":\"NEVER\",\"amount\":\"1\",\"currency\":\"USD\","
                + "\"customer_email\":\"x\",\"colour\":1,\"currency\":\"NGN\"}",
            "Idempotency-Key",
            "a,b");

    assertThat(faults(answer))
        .isEqualTo(
            Map.of(
                "account_number", "WRONG_TYPE",
                "account_type", "MALFORMED",
                "amount", "WRONG_TYPE",
                "currency", "DUPLICATE_FIELD",
                "customer_email", "MALFORMED",
                "colour", "UNKNOWN_FIELD",
                "Idempotency-Key", "MALFORMED"));
    assertThat(answer.json().getString("code")).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void givenOneFaultWithACodeOfItsOwn_whenPaying_thenTheProblemHasThatCode() {
    assertThat(code(with("account_number", "'1'"))).isEqualTo("INVALID_ACCOUNT");
    assertThat(code(with("amount", "1"))).isEqualTo("AMOUNT_INVALID");
    assertThat(code(with("currency", "'USD'"))).isEqualTo("VALIDATION_FAILED");
  }

  private String code(Map<String, String> fields) {
    return api.post("/bills/pay", body(fields)).json().getString("code");
  }

  @Test
  void givenUnknownTypeOrBiller_whenAsking_then404WithItsCodeAndTheOtherFaults() {
    InProcessApi.Answer type = api.post("/bills/pay", body(with("bill_type", "'rent'")));
    assertThat(type.status()).isEqualTo(404);
    assertThat(type.json().getString("code")).isEqualTo("UNKNOWN_BILL_TYPE");

    Map<String, String> fields = with("provider_code", "'nepa'");
    fields.put("currency", "\"USD\"");
    InProcessApi.Answer biller = api.post("/bills/pay", body(fields));
    assertThat(biller.status()).isEqualTo(404);
    assertThat(biller.json().getString("code")).isEqualTo("UNKNOWN_BILLER");
    assertThat(faults(biller))
        .isEqualTo(Map.of("provider_code", "UNKNOWN_BILLER", "currency", "UNSUPPORTED"));

    assertThat(api.post("/bills/validate", body(Map.of("bill_type", "\"rent\""))).status())
        .isEqualTo(404);
  }

  @Test
  void givenAirtimeWithAccountType_whenPaying_thenItIsUnexpected() {
    Map<String, String> fields = with("bill_type", "'airtime'");
    fields.put("provider_code", "\"mtn\"");
    fields.put("account_number", "\"08031234567\"");

    assertThat(faults(api.post("/bills/pay", body(fields))))
        .isEqualTo(Map.of("account_type", "UNEXPECTED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          ~~
          null
          []
          'text'
          {
          {'bill_type':
          {'bill_type': NaN}
          {} {}
          {'amount': 1.}
          {'a': 01}
          """)
  void givenNoJsonObject_whenPaying_thenOneProblemSaysSo(String body) {
    InProcessApi.Answer answer = api.post("/bills/pay", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("MALFORMED_JSON");
  }

  @Test
  void givenBodyTooDeepTooLargeOrNotUtf8_whenPaying_thenItIsRefused() {
    String deep = "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThat(api.post("/bills/pay", deep).json().getString("code")).isEqualTo("MALFORMED_JSON");

    char[] spaces = new char[70_000];
    Arrays.fill(spaces, ' ');
    InProcessApi.Answer large = api.post("/bills/pay", new String(spaces));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.json().getString("code")).isEqualTo("BODY_TOO_LARGE");

    InProcessApi.Answer latin1 =
        api.send(
            "POST",
            "/bills/pay",
            java.util.Optional.of(ng.bills.application.memory.TestSystem.PARTNER),
            new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'},
            Map.of("Content-Type", "application/json"));
    assertThat(latin1.status()).isEqualTo(400);
    assertThat(latin1.json().getString("detail")).contains("UTF-8");
  }

  /** Each is one step off RFC 8259, or off what a form may hold. */
  @ParameterizedTest
  @MethodSource("almostJson")
  void givenBytesThatAreAlmostJson_whenPaying_thenMalformed(String what, byte[] body) {
    for (String path : List.of("/bills/pay", "/bills/validate")) {
      InProcessApi.Answer answer =
          api.send(
              "POST",
              path,
              Optional.of(TestSystem.PARTNER),
              body,
              Map.of("Content-Type", "application/json"));

      assertThat(answer.status()).as(what).isEqualTo(400);
      assertThat(answer.json().getString("code")).as(what).isEqualTo("MALFORMED_JSON");
    }
    assertThat(api.system.world.allPayments()).isEmpty();
  }

  static Stream<Arguments> almostJson() {
    String good = body(GOOD);
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("byte order mark", ("\uFEFF" + good).getBytes(StandardCharsets.UTF_8));
    all.put("UTF-16", good.getBytes(StandardCharsets.UTF_16));
    all.put("UTF-32", good.getBytes(Charset.forName("UTF-32")));
    all.put("NUL after it", (good + "\0").getBytes(StandardCharsets.UTF_8));
    all.put("a letter after it", (good + "x").getBytes(StandardCharsets.UTF_8));
    all.put("a second one", (good + good).getBytes(StandardCharsets.UTF_8));
    all.put("a comment", (good + "//").getBytes(StandardCharsets.UTF_8));
    all.put("comma at the end", good.replace("}", ",}").getBytes(StandardCharsets.UTF_8));
    all.put("single quotes", good.replace('"', '\'').getBytes(StandardCharsets.UTF_8));
    all.put("name without quotes", "{amount:1}".getBytes(StandardCharsets.UTF_8));
    for (String value :
        List.of("NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "0x10", "1e", "TRUE")) {
      all.put(value, good.replace("5000", value).getBytes(StandardCharsets.UTF_8));
    }
    all.put("overlong slash", bytes(good, "ekedc", 0xC0, 0xAF));
    all.put("half a character", bytes(good, "ekedc", 0xE2, 0x82));
    all.put("a surrogate in UTF-8", bytes(good, "ekedc", 0xED, 0xA0, 0x80));
    all.put("beyond Unicode", bytes(good, "ekedc", 0xF4, 0x90, 0x80, 0x80));
    all.put("a raw line feed in a text", bytes(good, "ekedc", 0x0A));
    String deep = "[".repeat(17) + "]".repeat(17);
    all.put("too deep", good.replace("5000", deep).getBytes(StandardCharsets.UTF_8));
    all.put(
        "much too deep", good.replace("5000", "[".repeat(30_000)).getBytes(StandardCharsets.UTF_8));
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static byte[] bytes(String body, String replaced, int... by) {
    int at = body.indexOf(replaced);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(body.substring(0, at).getBytes(StandardCharsets.UTF_8));
    for (int one : by) {
      all.write(one);
    }
    all.writeBytes(body.substring(at + replaced.length()).getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  @Test
  void givenNamesAndTextsThatHideSomething_whenPaying_thenTheyAreNamed() {
    assertThat(faults(api.post("/bills/pay", body(with("\\u0061mount", "1")))))
        .as("the same name in other letters")
        .isEqualTo(Map.of("amount", "DUPLICATE_FIELD"));
    for (String hidden : List.of("\\uD800", "\\uDC00\\uD800", "\\u0000", "\\u007F", "\\u0085")) {
      assertThat(faults(api.post("/bills/pay", body(with("customer_email", "'a" + hidden + "'")))))
          .as(hidden)
          .isEqualTo(Map.of("customer_email", "MALFORMED"));
      assertThat(faults(api.post("/bills/pay", body(with("x" + hidden, "1")))))
          .as(hidden)
          .isEqualTo(Map.of("(unprintable)", "UNKNOWN_FIELD"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "45087654321,***",
    "meter 45087654321,meter ***",
    "1234-5678-9012-3456-7890,***",
    "bk_test_0123456789abcdefghijklmnopqrstuv,***",
    "line_2_of_12345,line_2_of_12345"
  })
  void givenNameThatMayBeASecret_whenPaying_thenItIsNotRepeated(String name, String shown) {
    assertThat(faults(api.post("/bills/pay", body(with(name, "1")))))
        .isEqualTo(Map.of(shown, "UNKNOWN_FIELD"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept       | ///",
        "Accept       | application/json;q=2",
        "Accept       | ,",
        "Content-Type | json",
        "Content-Type | application/",
        "Content-Type | ;;;"
      })
  void givenHeaderThatCannotBeRead_whenPaying_thenItIsNamed(String name, String value) {
    InProcessApi.Answer answer = api.post("/bills/pay", body(GOOD), name, value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(faults(answer)).isEqualTo(Map.of(name, "MALFORMED"));
    assertThat(api.system.world.allPayments()).isEmpty();
  }

  /** The rules of the edge are no licence for the use case to trust it. */
  @Test
  void givenFormThatWentRoundTheEdge_whenRequested_thenTheUseCaseNamesTheSameFaults() {
    InProcessApi.Answer edge =
        api.post(
            "/bills/pay",
            "{\"account_type\":\"NEVER\",\"bill_type\":\"electricity\",\"amount\":-1,"
                + "\"payment_source\":\"cash\",\"request_reference\":\"a b\"}");
    PaymentForm form =
        new PaymentForm(
            Optional.of("electricity"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("NEVER"),
            Optional.of(BigDecimal.ONE.negate()),
            Optional.empty(),
            Optional.of("cash"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("a b"),
            Map.of());
    RequestPayment.Result inside =
        api.system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());

    assertThat(
            ((RequestPayment.Refused) inside)
                .reading().faults().stream().collect(Collectors.toMap(Fault::field, Fault::code)))
        .isEqualTo(faults(edge))
        .containsOnlyKeys(
            "provider_code",
            "account_number",
            "account_type",
            "amount",
            "currency",
            "payment_source",
            "request_reference");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=101,limit",
    "limit=ten,limit",
    "limit=-1,limit",
    "offset=-1,offset",
    "offset=99999999999,offset",
    "cursor=abc,cursor",
    "cursor=,cursor",
    "status=lost,status",
    "from=yesterday,from",
    "to=2026-13-01T00:00:00Z,to",
    "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "colour=red,colour",
    "limit=5&limit=6,limit"
  })
  void givenWrongParameter_whenListing_thenItIsNamed(String query, String field) {
    InProcessApi.Answer answer = api.get("/bills/history?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(faults(answer)).containsOnlyKeys(field);
  }

  @Test
  void givenUnknownTypes_whenListing_then404() {
    assertThat(api.get("/bills/history?bill_type=rent").json().getString("code"))
        .isEqualTo("UNKNOWN_BILL_TYPE");
    assertThat(api.get("/bills/providers/rent").status()).isEqualTo(404);
    assertThat(api.get("/bills/stats?limit=5").status()).isEqualTo(400);
  }
}
