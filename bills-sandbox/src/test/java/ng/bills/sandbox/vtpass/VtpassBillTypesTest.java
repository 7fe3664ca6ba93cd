package ng.bills.sandbox.vtpass;

import static ng.bills.sandbox.vtpass.VtpassBuyer.plan;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data, television, internet and education, bought over HTTP. */
class VtpassBillTypesTest {
  private static final String CARD = VtpassMagic.VTPASS_SMARTCARD;
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private VtpassSandbox sandbox;
  private VtpassBuyer buyer;

  @BeforeEach
  void start() {
    restart(VtpassSettings.defaults().withDuplicateGuard(false));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(VtpassSettings settings) {
    if (sandbox != null) {
      sandbox.close();
    }
    sandbox = VtpassSandbox.start(settings);
    buyer = new VtpassBuyer(sandbox);
  }

  private JsonObject verified(String service, String account, String type) throws Exception {
    JsonObject answer = buyer.verify(service, account, type);
    assertThat(answer.getString("code")).isEqualTo("000");
    return answer.getJsonObject("content");
  }

  private Map<String, Object> subscription(String service, String type, String bouquet) {
    Map<String, Object> order = plan(service, CARD, bouquet);
    order.put("subscription_type", type);
    return order;
  }

  // --- data and internet

  @ParameterizedTest
  @CsvSource({
    "mtn-data,08011111111,mtn-10mb-100,10000",
    "airtel-data,08011111111,airt-1000,100000",
    "glo-data,08011111111,glo1000,100000",
    "etisalat-data,08011111111,eti-100,10000",
    "glo-sme-data,08011111111,glo-dg-70,7000",
    "9mobile-sme-data,08011111111,eti-sme-25,2500",
    "smile-direct,7000000100,smile-1gb-7d,50000",
    "spectranet,7000000100,spectranet-1000,100000",
    "startimes,1212121212,nova,90000",
    "showmax,08011111111,full_3,840000"
  })
  void givenPlan_whenBought_thenItsPriceIsTaken(
      String service, String account, String variation, long kobo) throws Exception {
    JsonObject answer = buyer.pay(plan(service, account, variation));
    assertThat(answer.getString("code")).isEqualTo("000");
    assertThat(answer.getString("purchased_code")).isEmpty();
    Vend vend = sandbox.vendsFor(account).get(0);
    assertThat(vend.amountKobo()).isEqualTo(kobo);
    assertThat(vend.variation()).isEqualTo(variation);
  }

  @Test
  void givenSmile_whenVerifiedByMail_thenItsAccountsAreListed() throws Exception {
    JsonObject answer = smile("7000000100@example.com");
    JsonObject account =
        answer
            .getJsonObject("content")
            .getJsonObject("AccountList")
            .getJsonArray("Account")
            .getJsonObject(0);
    assertThat(account.getString("AccountId")).isEqualTo("7000000100");
    assertThat(account.getString("FriendlyName")).isNotBlank();
    assertThat(smile("nobody@example.com").getJsonObject("content").getBoolean("WrongBillersCode"))
        .isTrue();
    assertThat(smile("7000000123@example.com").toString()).contains("\"WrongBillersCode\":true");
    assertThat(smile("7000000124@example.com").toString()).contains("AccountList");
    assertThat(buyer.verify("smile-direct", "7000000100", "").getString("code")).isEqualTo("012");
  }

  private JsonObject smile(String mail) throws Exception {
    return JsonText.parseObject(
        buyer
            .post(
                "/merchant-verify/smile/email",
                Map.of("billersCode", mail, "serviceID", "smile-direct"),
                PATIENT)
            .body());
  }

  @ParameterizedTest
  @CsvSource({"mtn", "mtn-data", "showmax", "waec"})
  void givenServiceWithNothingToVerify_whenVerified_then012(String service) throws Exception {
    assertThat(buyer.verify(service, VtpassMagic.VTPASS_PHONE, "").getString("code"))
        .isEqualTo("012");
  }

  @Test
  void givenServiceNotSwitchedOn_whenBought_then028AlthoughListed() throws Exception {
    assertThat(buyer.get("/services?identifier=airtime").toString()).contains("foreign-airtime");
    Map<String, Object> order = VtpassBuyer.airtime("foreign-airtime", "08011111111", 500);
    assertThat(buyer.pay(order).getString("code")).isEqualTo("028");
  }

  // --- television

  @Test
  void givenDstv_whenRenewed_thenTheBouquetStaysAndTheDueDateMoves() throws Exception {
    sandbox.register(Smartcard.of(CARD, "dstv", "dstv79", LocalDate.parse("2098-01-31")));
    JsonObject before = verified("dstv", CARD, "");
    assertThat(before.getString("Current_Bouquet_Code")).isEqualTo("dstv79");
    assertThat(before.getString("Renewal_Amount")).isEqualTo("7900.00");
    assertThat(before.getString("Due_Date")).isEqualTo("2098-01-31T00:00:00");
    assertThat(before.getString("Status")).isEqualTo("ACTIVE");
    assertThat(before).doesNotContainKey("WrongBillersCode");

    Map<String, Object> renewal = subscription("dstv", "renew", "");
    renewal.put("amount", 7_900);
    assertThat(buyer.pay(renewal).getString("code")).isEqualTo("000");

    JsonObject after = verified("dstv", CARD, "");
    assertThat(after.getString("Current_Bouquet_Code")).isEqualTo("dstv79");
    assertThat(after.getString("Due_Date")).isEqualTo("2098-02-28T00:00:00");
    assertThat(sandbox.vendsFor(CARD).get(0).amountKobo()).isEqualTo(7_900_00);
  }

  @Test
  void givenRenewalForLessThanItCosts_whenSent_then013() throws Exception {
    sandbox.register(
        Smartcard.of(CARD, "dstv", "dstv79", LocalDate.parse("2098-01-31")).renewingFor(6_000_00));
    Map<String, Object> renewal = subscription("dstv", "renew", "");
    renewal.put("amount", 5_999);
    assertThat(buyer.pay(renewal).getString("code")).isEqualTo("013");
    renewal.put("amount", "6000");
    assertThat(buyer.pay(renewal).getString("code")).isEqualTo("000");
  }

  @Test
  void givenDstv_whenChangedForThreeMonths_thenTheNewBouquetIsCurrent() throws Exception {
    Map<String, Object> change = subscription("dstv", "change", "dstv-yanga");
    change.put("quantity", 3);
    change.put("amount", 1); // ignored: the variation decides
    JsonObject answer = buyer.pay(change);
    assertThat(answer.getJsonObject("content").getJsonObject("transactions").getInt("quantity"))
        .isEqualTo(3);
    assertThat(sandbox.vendsFor(CARD).get(0).amountKobo()).isEqualTo(3 * 2_565_00);
    JsonObject now = verified("dstv", CARD, "");
    assertThat(now.getString("Current_Bouquet_Code")).isEqualTo("dstv-yanga");
    assertThat(now.getString("Renewal_Amount")).isEqualTo("2565.00");
  }

  @Test
  void givenChangeThatFailed_whenVerified_thenTheOldBouquetIsCurrent() throws Exception {
    String card = VtpassMagic.smartcard(VtpassOutcome.FAILED);
    Map<String, Object> change = plan("gotv", card, "gotv-max");
    change.put("subscription_type", "change");
    assertThat(buyer.pay(change).getString("code")).isEqualTo("016");
    assertThat(verified("gotv", card, "").getString("Current_Bouquet_Code")).isEqualTo("gotv-lite");
  }

  @ParameterizedTest
  @CsvSource({"full,Due_Date,true", "without-bouquet,Due_Date,false", "old-due-date,DUE_DATE,true"})
  void givenSmartcardByControlApi_whenVerified_thenInItsForm(
      String form, String due, boolean bouquet) throws Exception {
    String body =
        "{\"account\":\"7012345678\",\"service\":\"gotv\",\"bouquet\":\"gotv-max\","
            + "\"due\":\"2026-02-02\",\"form\":\""
            + form
            + "\"}";
    assertThat(buyer.control("POST", "/smartcards", body).statusCode()).isEqualTo(204);
    JsonObject content = verified("gotv", "7012345678", "");
    assertThat(content.getString(due)).isEqualTo("02-FEB-26");
    assertThat(content.containsKey("Current_Bouquet")).isEqualTo(bouquet);
    assertThat(content.containsKey("Renewal_Amount")).isEqualTo(bouquet);
    assertThat(buyer.control("POST", "/smartcards", "{\"due\":\"soon\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void givenStarTimes_whenVerified_thenBalanceAndNoBouquet() throws Exception {
    JsonObject content = verified("startimes", CARD, "");
    assertThat(content.getJsonNumber("Balance").doubleValue()).isEqualTo(54.82);
    assertThat(content.getString("Smartcard_Number")).isEqualTo(CARD);
    assertThat(content).doesNotContainKey("Current_Bouquet");
  }

  @ParameterizedTest
  @CsvSource({
    "subscription_type,,011",
    "subscription_type,upgrade,011",
    "variation_code,,011",
    "variation_code,dstv-none,010",
    "quantity,0,031",
    "quantity,13,032",
    "billersCode,,011"
  })
  void givenBadSubscription_whenSent_thenTheCodeSaysWhy(String field, String value, String code)
      throws Exception {
    Map<String, Object> order = subscription("dstv", "change", "dstv79");
    order.put(field, value == null ? "" : value);
    assertThat(buyer.pay(order).getString("code")).isEqualTo(code);
    assertThat(sandbox.vendCount()).isZero();
  }

  // --- education

  @Test
  void givenWaec_whenThreePinsBought_thenCardsHoldThem() throws Exception {
    Map<String, Object> order = plan("waec", "", "waecdirect");
    order.put("phone", VtpassMagic.VTPASS_PHONE);
    order.put("quantity", 3);
    JsonObject answer = buyer.pay(order);
    Vend vend = sandbox.vends().get(0);
    assertThat(vend.pins()).hasSize(3).doesNotHaveDuplicates().allMatch(pin -> pin.length() == 12);
    assertThat(vend.amountKobo()).isEqualTo(3 * 900_00);
    assertThat(answer.getString("purchased_code")).startsWith("Token: " + vend.pins().get(0));
    assertThat(
            answer.getJsonArray("cards").stream().map(card -> card.asJsonObject().getString("Pin")))
        .isEqualTo(vend.pins().stream().toList());
    assertThat(answer.getJsonArray("cards").getJsonObject(0).getString("Serial"))
        .matches("WRN\\d{9}");
    assertThat(vend.toString()).doesNotContain(vend.pins().get(0));
  }

  @Test
  void givenWaecRegistration_whenBought_thenTokensHoldThePin() throws Exception {
    Map<String, Object> order = plan("waec-registration", "", "waec-registration");
    order.put("phone", VtpassMagic.VTPASS_PHONE);
    List<String> tokens =
        buyer.pay(order).getJsonArray("tokens").getValuesAs(JsonString::getString);
    assertThat(tokens).isEqualTo(sandbox.vends().get(0).pins()).hasSize(1);
  }

  @Test
  void givenJamb_whenVerifiedAndBought_thenThePinIsInThePurchasedCode() throws Exception {
    String profile = VtpassMagic.VTPASS_PROFILE;
    assertThat(buyer.verify("jamb", profile, "").getString("code")).isEqualTo("011");
    assertThat(buyer.verify("jamb", profile, "none").getString("code")).isEqualTo("010");
    assertThat(verified("jamb", profile, "utme-mock").getString("Customer_Name")).isNotBlank();
    assertThat(verified("jamb", "0123456780", "utme-mock").getBoolean("WrongBillersCode")).isTrue();
    JsonObject answer = buyer.pay(plan("jamb", profile, "utme-mock"));
    assertThat(answer.getString("purchased_code"))
        .isEqualTo("Pin : " + sandbox.vends().get(0).pins().get(0));
    assertThat(answer).doesNotContainKeys("cards", "tokens");
  }

  // --- answers of requery

  @ParameterizedTest
  @CsvSource({"BUSY,000,1", "TIMEOUT_THEN_NOT_PROCESSED,091,0", "PENDING_THEN_STAFF,044,0"})
  void givenRareEnd_whenRequeried_thenItsCode(VtpassOutcome outcome, String code, int vends)
      throws Exception {
    restart(VtpassSettings.defaults().withSettleAfterRequeries(1).withHold(Duration.ofMillis(50)));
    Map<String, Object> order = plan("mtn-data", VtpassMagic.phone(outcome), "mtn-10mb-100");
    long before = sandbox.floatKobo();
    try {
      assertThat(buyer.post("/pay", order, PATIENT).body()).doesNotContain("delivered");
    } catch (java.io.IOException e) {
      assertThat(outcome).isEqualTo(VtpassOutcome.TIMEOUT_THEN_NOT_PROCESSED);
    }
    assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo(code);
    assertThat(sandbox.vendCount()).isEqualTo(vends);
    assertThat(sandbox.floatKobo() == before).isEqualTo(code.equals("091"));
  }

  @ParameterizedTest
  @CsvSource({"enugu-electric,' '", "benin-electric,-"})
  void givenTokenInGroups_whenBought_thenFiveOfFour(String disco, String between) throws Exception {
    JsonObject answer =
        buyer.pay(VtpassBuyer.electricity(disco, VtpassMagic.METER_DELIVERED, 2_000));
    assertThat(answer.getString("token").split(between, -1)).hasSize(5);
    assertThat(answer.getString("token").replace(between, ""))
        .isEqualTo(sandbox.vends().get(0).token().orElseThrow());
  }

  // --- restart

  @Test
  void givenServiceAddedAtRunTime_whenRestartedWithoutIt_thenItsPurchaseIsKept(
      @TempDir Path directory) throws Exception {
    VtpassSettings settings = VtpassSettings.defaults().withDataDirectory(directory);
    restart(settings);
    sandbox.catalogue().addService("lagos-water", "Lagos Water", "other-services", 0, 1_000_000);
    sandbox.register("LW-12345");
    Map<String, Object> order = new TreeMap<>(plan("lagos-water", "LW-12345", ""));
    order.put("amount", 500);
    assertThat(verified("lagos-water", "LW-12345", "").getString("Customer_Name")).isNotBlank();
    assertThat(buyer.pay(order).getString("code")).isEqualTo("000");
    Map<String, Object> renewal = subscription("dstv", "renew", "");
    renewal.put("amount", 1_850);
    buyer.pay(renewal);
    List<Vend> before = sandbox.vends();
    String due = verified("dstv", CARD, "").getString("Due_Date");
    restart(settings);
    assertThat(sandbox.vends())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at") // kept to the millisecond
        .isEqualTo(before);
    assertThat(verified("dstv", CARD, "").getString("Due_Date")).isEqualTo(due);
    assertThat(buyer.pay(order).getString("code")).isEqualTo("012");
  }
}
