package ng.bills.sandbox.vtpass;

import static ng.bills.sandbox.vtpass.VtpassBuyer.plan;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue over HTTP, and what moves in it. */
class VtpassCatalogueTest {
  private static final String PHONE = VtpassMagic.VTPASS_PHONE;

  private VtpassSandbox sandbox;
  private VtpassBuyer buyer;

  @BeforeEach
  void start() {
    sandbox = VtpassSandbox.start(VtpassSettings.defaults().withDuplicateGuard(false));
    buyer = new VtpassBuyer(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<JsonObject> variations(String service) throws Exception {
    return buyer
        .get("/service-variations?serviceID=" + service)
        .getJsonObject("content")
        .getJsonArray("varations")
        .getValuesAs(JsonValue::asJsonObject);
  }

  private String priceOf(String service, String code) throws Exception {
    return variations(service).stream()
        .filter(row -> row.getString("variation_code").equals(code))
        .map(row -> row.get("variation_amount").toString().replace("\"", ""))
        .collect(Collectors.joining());
  }

  private void control(String method, String path, String body, int status) throws Exception {
    assertThat(buyer.control(method, path, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "airtime,mtn glo airtel etisalat foreign-airtime",
    "data,mtn-data airtel-data glo-data etisalat-data glo-sme-data 9mobile-sme-data smile-direct"
        + " spectranet",
    "tv-subscription,dstv gotv startimes showmax",
    "education,waec-registration waec jamb",
    "insurance,''",
    "nonsense,''"
  })
  void givenCategory_whenServicesRead_thenTheDocumentedOnes(String category, String ids)
      throws Exception {
    Set<String> found =
        buyer.get("/services?identifier=" + category).getJsonArray("content").stream()
            .map(row -> row.asJsonObject().getString("serviceID"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(String.join(" ", found))
        .isEqualTo(String.join(" ", new TreeSet<>(Set.of(ids.split(" ")))));
  }

  @Test
  void givenLists_whenRead_thenTheirFormsWander() throws Exception {
    assertThat(
            buyer.get("/service-variations?serviceID=glo-data").getJsonObject("content").keySet())
        .contains("varations")
        .doesNotContain("variations");
    assertThat(variations("airtel-data"))
        .extracting(row -> row.getString("variation_code"))
        .containsExactly("airt-100", "airt-1000", "airt-1000");
    assertThat(variations("mtn-data"))
        .extracting(row -> row.get("variation_amount").getValueType())
        .contains(JsonValue.ValueType.STRING, JsonValue.ValueType.NUMBER);
    assertThat(variations("ikeja-electric"))
        .extracting(row -> row.getString("fixedPrice"))
        .containsOnly("No");
  }

  @Test
  void givenPriceMoved_whenBought_thenTheNewPriceIsTakenWhateverWasSent() throws Exception {
    control(
        "POST",
        "/catalogue/variations",
        "{\"service\":\"mtn-data\",\"code\":\"mtn-10mb-100\",\"priceKobo\":12550}",
        200);
    assertThat(priceOf("mtn-data", "mtn-10mb-100")).isEqualTo("125.50");
    var order = plan("mtn-data", PHONE, "mtn-10mb-100");
    order.put("amount", 100);
    JsonObject answer = buyer.pay(order);
    assertThat(answer.get("amount").toString().replace("\"", "")).startsWith("125.5");
    assertThat(sandbox.vends().get(0).amountKobo()).isEqualTo(125_50);
  }

  @Test
  void givenPlanWithdrawn_whenBought_then010AndItIsNoLongerListed() throws Exception {
    control("DELETE", "/catalogue/variations/mtn-data/mtn-10mb-100", "", 200);
    assertThat(priceOf("mtn-data", "mtn-10mb-100")).isEmpty();
    assertThat(buyer.pay(plan("mtn-data", PHONE, "mtn-10mb-100")).getString("code"))
        .isEqualTo("010");
    control("DELETE", "/catalogue/variations/mtn-data/mtn-10mb-100", "", 400);
    control("DELETE", "/catalogue", "", 200);
    assertThat(priceOf("mtn-data", "mtn-10mb-100")).isEqualTo("100.00");
  }

  @Test
  void givenNewServiceAndPlan_whenAdded_thenListedAndBought() throws Exception {
    control(
        "POST",
        "/catalogue/services",
        "{\"service\":\"ntel-data\",\"name\":\"ntel Data\",\"category\":\"data\"}",
        200);
    control(
        "POST",
        "/catalogue/variations",
        "{\"service\":\"ntel-data\",\"code\":\"ntel-1\",\"name\":\"1GB\",\"priceKobo\":50000}",
        200);
    assertThat(buyer.get("/services?identifier=data").toString()).contains("ntel-data");
    assertThat(buyer.pay(plan("ntel-data", PHONE, "ntel-1")).getString("code")).isEqualTo("000");
    control("DELETE", "/catalogue/services/ntel-data", "", 200);
    assertThat(buyer.pay(plan("ntel-data", PHONE, "ntel-1")).getString("code")).isEqualTo("012");
  }

  @Test
  void givenServiceSuspended_whenBought_then034UntilResumed() throws Exception {
    sandbox.catalogue().refuse("mtn-data", "034");
    assertThat(buyer.pay(plan("mtn-data", PHONE, "mtn-10mb-100")).getString("code"))
        .isEqualTo("034");
    control("POST", "/catalogue/services", "{\"service\":\"mtn-data\",\"refusal\":\"\"}", 200);
    assertThat(buyer.pay(plan("mtn-data", PHONE, "mtn-10mb-100")).getString("code"))
        .isEqualTo("000");
  }

  @Test
  void givenOutage_whenRead_then502OfTheCatalogueOnly() throws Exception {
    control("POST", "/catalogue", "{\"outage\":true}", 200);
    for (String path :
        List.of("/service-categories", "/services?identifier=data", "/service-variations")) {
      assertThat(status(path)).isEqualTo(502);
    }
    assertThat(buyer.pay(plan("mtn-data", PHONE, "mtn-10mb-100")).getString("code"))
        .isEqualTo("000");
    control("POST", "/catalogue", "{\"outage\":false}", 200);
    control("POST", "/catalogue", "{\"outage\":true,\"service\":\"dstv\"}", 200);
    assertThat(status("/service-variations?serviceID=dstv")).isEqualTo(502);
    assertThat(status("/service-variations?serviceID=gotv")).isEqualTo(200);
    assertThat(status("/services?identifier=tv-subscription")).isEqualTo(200);
  }

  private int status(String path) throws Exception {
    return buyer
        .withHeaders(path, "api-key", "sandbox-api-key", "public-key", "PK_sandbox")
        .statusCode();
  }

  @Test
  void givenBalanceAsText_whenRead_thenAString() throws Exception {
    control("POST", "/settings", "{\"balanceAsText\":true}", 200);
    assertThat(buyer.get("/balance").getJsonObject("contents").getString("balance"))
        .isEqualTo("5000000");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/catalogue,{}",
    "POST,/catalogue/services,'{\"service\":\"mtn\"}'",
    "POST,/catalogue/services,'{\"service\":\"x\",\"category\":\"none\"}'",
    "POST,/catalogue/variations,'{\"service\":\"none\",\"code\":\"a\",\"priceKobo\":1}'",
    "POST,/catalogue/variations,'{\"service\":\"mtn-data\",\"code\":\"a\",\"name\":\"b\"}'",
    "DELETE,/catalogue/services/none,''"
  })
  void givenNonsense_whenControlled_then400(String method, String path, String body)
      throws Exception {
    control(method, path, body, 400);
  }
}
