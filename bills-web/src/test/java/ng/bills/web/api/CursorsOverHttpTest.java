package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorsOverHttpTest {

  private static final String BODY =
      "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
          + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\",\"amount\":5000,"
          + "\"currency\":\"NGN\"}";

  private final InProcessApi api = new InProcessApi();

  @BeforeEach
  void fivePayments() {
    for (int i = 0; i < 5; i++) {
      pay();
    }
  }

  private void pay() {
    assertThat(api.post("/bills/pay", BODY).status()).isEqualTo(201);
  }

  private static void refused(InProcessApi.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    JsonObject fault = answer.json().getJsonArray("errors").getJsonObject(0);
    assertThat(fault.getString("field")).isEqualTo("cursor");
    assertThat(fault.getString("code")).isEqualTo("MALFORMED");
  }

  @Test
  void givenPaymentsAreAddedMeanwhile_whenPaged_thenThePagesAddUpToTheFirstTotal() {
    JsonObject page = api.get("/bills/history?limit=2").json();
    Set<String> seen = new HashSet<>();
    List<Integer> totals = new ArrayList<>();
    while (true) {
      for (JsonObject line : page.getJsonArray("payments").getValuesAs(JsonObject.class)) {
        assertThat(seen.add(line.getString("transaction_id"))).isTrue();
      }
      totals.add(page.getInt("total"));
      assertThat(page.getBoolean("total_exact")).isTrue();
      if (page.isNull("next_cursor")) {
        break;
      }
      pay();
      page = api.get("/bills/history?limit=2&cursor=" + page.getString("next_cursor")).json();
    }
    assertThat(seen).hasSize(5);
    assertThat(totals).containsExactly(5, 5, 5);
    assertThat(api.get("/bills/history").json().getInt("total")).isEqualTo(7);
  }

  @Test
  void givenListThatEndsWithAPage_whenItsLastPageIsRead_thenThereIsNoCursor() {
    assertThat(api.get("/bills/history?limit=5").json().isNull("next_cursor")).isTrue();
    assertThat(api.get("/bills/history?limit=4").json().isNull("next_cursor")).isFalse();
  }

  @Test
  void givenCursorOfAFilter_whenUsedWithAnother_thenRefused() {
    String filter = "status=pending&bill_type=electricity&from=2000-01-01T00:00:00Z";
    String cursor =
        "&cursor=" + api.get("/bills/history?limit=2&" + filter).json().getString("next_cursor");

    assertThat(api.get("/bills/history?limit=3&" + filter + cursor).status()).isEqualTo(200);
    for (String other :
        List.of(
            "",
            filter.replace("pending", "completed"),
            filter.replace("&bill_type=electricity", ""),
            filter.replace("2000", "2001"),
            filter + "&to=2100-01-01T00:00:00Z")) {
      refused(api.get("/bills/history?limit=3&" + other + cursor));
    }
    refused(
        api.send(
            "GET",
            "/bills/history?" + filter + cursor,
            Optional.of(InProcessApi.OTHER),
            null,
            Map.of()));
  }

  @Test
  void givenCursorOfALog_whenUsedForAnotherLog_thenRefused() {
    String first = "/webhook-endpoints/" + endpoint() + "/deliveries";
    String other = "/webhook-endpoints/" + endpoint() + "/deliveries";
    for (int i = 0; i < 3; i++) {
      api.post(first.replace("/deliveries", "/test"), "");
    }
    String cursor = "&cursor=" + api.get(first + "?limit=1").json().getString("next_cursor");

    assertThat(api.get(first + "?limit=2" + cursor).json().getJsonArray("deliveries")).hasSize(2);
    refused(api.get(first + "?status=due" + cursor));
    refused(api.get(other + "?limit=2" + cursor));
    refused(api.get("/bills/history?limit=2" + cursor));
    InProcessApi.Answer strangers =
        api.send(
            "GET", first + "?limit=2" + cursor, Optional.of(InProcessApi.OTHER), null, Map.of());
    assertThat(strangers.status()).isEqualTo(404);
  }

  private String endpoint() {
    InProcessApi.Answer made =
        api.post("/webhook-endpoints", "{\"url\":\"https://partner.example/hooks\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().getString("id");
  }
}
