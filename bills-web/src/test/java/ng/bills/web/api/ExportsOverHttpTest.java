package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsOverHttpTest {

  private static final String BODY =
      "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
          + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\",\"amount\":5000,"
          + "\"currency\":\"NGN\",\"customer_email\":\"ada@example.com\","
          + "\"request_reference\":\"%s\"}";

  private final InProcessApi api = new InProcessApi();
  private String delivered;
  private String waiting;

  @BeforeEach
  void oneDeliveredOneWaiting() {
    delivered = pay("-2-3");
    api.system.pay(api.system.now(new PaymentId(UUID.fromString(delivered))));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));
    waiting = pay("order-2");
  }

  private String pay(String reference) {
    InProcessApi.Answer answer = api.post("/bills/pay", String.format(BODY, reference));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("transaction_id");
  }

  private InProcessApi.Answer get(String path, String accept) {
    return api.send("GET", path, Optional.of(TestSystem.PARTNER), null, Map.of("Accept", accept));
  }

  private static List<JsonObject> objects(String body) {
    return Arrays.stream(body.split("\n"))
        .map(
            line -> {
              try (var reader = Json.createReader(new StringReader(line))) {
                return reader.readObject();
              }
            })
        .toList();
  }

  @Test
  void givenPayments_whenExportedAsNdjson_thenOldestFirstWithAllThatTheListShows() {
    InProcessApi.Answer answer = api.get("/exports/payments?format=ndjson");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"payments.ndjson\"");
    List<JsonObject> lines = objects(answer.body());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).getString("transaction_id")).isEqualTo(delivered);
    assertThat(lines.get(0).getString("request_reference")).isEqualTo("-2-3");
    assertThat(lines.get(0).getString("status")).isEqualTo("completed");
    assertThat(lines.get(0).getString("account_number")).isEqualTo("450****678");
    assertThat(lines.get(0).getJsonNumber("total").bigDecimalValue())
        .isEqualTo(new BigDecimal("5030.00"));
    assertThat(lines.get(1).getString("transaction_id")).isEqualTo(waiting);
    JsonObject end = lines.get(2).getJsonObject("end");
    assertThat(end.getInt("rows")).isEqualTo(2);
    assertThat(end.getString("as_of")).isEqualTo(answer.header("Export-As-Of"));
    assertThat(end.getString("settled_until")).isEqualTo(answer.header("Export-Settled-Until"));
    JsonObject listed = api.get("/bills/history").json().getJsonArray("payments").getJsonObject(1);
    assertThat(lines.get(0).keySet()).containsAll(listed.keySet());
    listed.forEach((name, value) -> assertThat(lines.get(0).get(name)).isEqualTo(value));
  }

  @Test
  void givenPayments_whenExportedAsCsv_thenFormulasAreTextsNumbersNumbersAndTheEndIsCounted() {
    InProcessApi.Answer answer = api.get("/exports/payments?format=csv");

    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8;header=present");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"payments.csv\"");
    List<String> lines = List.of(answer.body().split("\r\n"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo(
            "transaction_id,reference,request_reference,status,outcome,bill_type,provider,"
                + "plan_code,account_number,amount,fee,total,currency,created_at,updated_at,"
                + "completed_at,failure_code");
    assertThat(lines.get(1))
        .startsWith(delivered + ",")
        .contains(",'-2-3,completed,paid,electricity,ekedc,,450****678,5000.00,30.00,5030.00,NGN,");
    assertThat(lines.get(3)).isEqualTo("END,2" + ",".repeat(15));
    assertThat(answer.body()).endsWith("\r\n");
  }

  @Test
  void givenJournal_whenExported_thenEachLineOfEachEntryAndTheySumToZero() {
    List<JsonObject> lines = objects(api.get("/exports/journal").body());

    List<JsonObject> rows = lines.subList(0, lines.size() - 1);
    assertThat(lines.get(rows.size()).getJsonObject("end").getInt("rows")).isEqualTo(rows.size());
    assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
    assertThat(rows).allMatch(row -> row.getString("transaction_id").equals(delivered));
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonObject row : rows) {
      BigDecimal amount = row.getJsonNumber("amount").bigDecimalValue();
      assertThat(amount).isPositive();
      sum = sum.add(row.getString("side").equals("debit") ? amount : amount.negate());
    }
    assertThat(sum).isEqualByComparingTo("0");
    assertThat(api.get("/exports/journal?format=csv").body())
        .startsWith("transaction_id,reference,entry,line,at,account,side,amount,currency\r\n")
        .contains(",stellar_wallet,debit,5030.00,NGN\r\n")
        .endsWith("END," + rows.size() + ",".repeat(7) + "\r\n");
  }

  @Test
  void givenFilters_whenExported_thenOnlyWhatMatches() {
    assertThat(objects(api.get("/exports/payments?status=completed").body())).hasSize(2);
    assertThat(objects(api.get("/exports/payments?bill_type=airtime").body())).hasSize(1);
    assertThat(objects(api.get("/exports/payments?from=2100-01-01T00:00:00Z").body())).hasSize(1);
    assertThat(objects(api.get("/exports/journal?status=pending").body())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv,text/csv",
    "application/x-ndjson,application/x-ndjson",
    "*/*,application/x-ndjson",
    "'text/csv;q=0.5, application/x-ndjson;q=0.4',text/csv",
    "'text/html, */*;q=0.1',application/x-ndjson"
  })
  void givenWhatIsAccepted_whenExported_thenTheBestOfTheTwo(String accept, String sent) {
    assertThat(get("/exports/payments", accept).header("Content-Type")).startsWith(sent);
    assertThat(get("/exports/payments?format=csv", accept).header("Content-Type"))
        .startsWith("text/csv");
  }

  @Test
  void givenNeitherIsAccepted_whenExported_then406() {
    InProcessApi.Answer answer = get("/exports/payments", "application/pdf");
    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.json().getString("code")).isEqualTo("NOT_ACCEPTABLE");
  }

  @ParameterizedTest
  @CsvSource({
    "format=xls,format",
    "format=CSV,format",
    "format=csv&format=csv,format",
    "limit=5,limit",
    "cursor=x,cursor",
    "status=lost,status",
    "from=yesterday,from",
    "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z,to"
  })
  void givenWrongParameter_whenExporting_thenItIsNamed(String query, String field) {
    for (String what : List.of("payments", "journal")) {
      InProcessApi.Answer answer = api.get("/exports/" + what + "?" + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo(field);
    }
    assertThat(api.get("/exports/payments?bill_type=rent").status()).isEqualTo(404);
  }

  @Test
  void givenExportsThatNobodyTakes_whenAnotherIsAsked_then429UntilTheyAreGivenUp() {
    PaymentHistory.Filter all =
        new PaymentHistory.Filter(
            TestSystem.PARTNER, Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    for (int i = 0; i < 2; i++) {
      assertThat(api.beginExport.ofPayments(all)).isPresent();
    }
    InProcessApi.Answer refused = api.get("/exports/journal");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getString("code")).isEqualTo("RATE_LIMIT");
    assertThat(refused.header("Retry-After")).isEqualTo("60");
    assertThat(
            api.send("GET", "/exports/journal", Optional.of(InProcessApi.OTHER), null, Map.of())
                .status())
        .isEqualTo(200);

    api.system.world.pass(Duration.ofSeconds(60));
    for (int i = 0; i < 5; i++) {
      assertThat(api.get("/exports/payments").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments", "journal"})
  void givenTokensAndNumbers_whenExported_thenNeitherIsThere(String what) {
    for (String format : List.of("csv", "ndjson")) {
      String body = api.get("/exports/" + what + "?format=" + format).body();
      assertThat(body).doesNotContain("45012345678").doesNotContain("ada@example.com");
      String token =
          api.get("/bills/" + delivered + "/status").json().getString("token").replace("-", "");
      assertThat(body.replace("-", "").replace(" ", "")).doesNotContain(token);
    }
  }
}
