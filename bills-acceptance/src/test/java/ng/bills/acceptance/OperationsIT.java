package ng.bills.acceptance;

import static ng.bills.acceptance.AnyCaller.problem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;

/** What surrounds a payment: the catalogue, account checks, lists, health, documents, logs. */
class OperationsIT extends AcceptanceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final String apiKey = system().newApiKey("operations " + UUID.randomUUID());
  private final PartnerClient partner = new PartnerClient(system(), apiKey);
  private final AnyCaller anybody = new AnyCaller(system());
  private final Sandbox outside = system().sandbox();
  private final PayingCustomer customer = new PayingCustomer(outside.hubUrl());

  private String account(String number, VtpassOutcome outcome) {
    outside.vtpass().register(number);
    outside.vtpass().outcome(OutcomeRule.of(number, outcome));
    return number;
  }

  private void pay(Requested payment) {
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
  }

  private JsonObject good(String path) {
    HttpResponse<String> answer = partner.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    return PartnerClient.json(answer);
  }

  private JsonObject validated(String body) {
    HttpResponse<String> answer = partner.post("/api/v1/bills/validate", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return PartnerClient.json(answer);
  }

  /** Oldest first, whole, and the journal of the one that was paid. */
  private void exported(List<String> oldestFirst) {
    HttpResponse<String> csv = partner.get("/api/v1/exports/payments?format=csv");
    assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Export-As-Of")).isPresent();
    List<String> lines = csv.body().lines().toList();
    assertThat(lines.subList(1, lines.size() - 1))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactlyElementsOf(oldestFirst);
    assertThat(lines.get(lines.size() - 1)).startsWith("END," + oldestFirst.size() + ",");

    HttpResponse<String> journal = partner.get("/api/v1/exports/journal");
    assertThat(journal.statusCode()).as(journal.body()).isEqualTo(200);
    List<String> rows = journal.body().lines().toList();
    assertThat(rows).hasSizeGreaterThan(4);
    assertThat(rows.subList(0, rows.size() - 1))
        .allMatch(row -> row.contains("\"" + oldestFirst.get(0) + "\""));
    assertThat(rows.get(rows.size() - 1)).startsWith("{\"end\":{\"rows\":" + (rows.size() - 1));
  }

  private static List<JsonObject> objects(JsonObject of, String name) {
    return of.getJsonArray(name).getValuesAs(JsonObject.class);
  }

  @Test
  void givenTheCatalogue_whenAsked_thenAllDiscosAndNetworksWithFees() {
    awaitCatalogue();
    system().awaitCatalogues();
    for (String base : List.of("/api/v1", "/api")) {
      JsonObject types = good(base + "/bills/types");
      assertThat(objects(types, "bill_types"))
          .extracting(t -> t.getString("type"))
          .containsExactlyInAnyOrder(
              "electricity",
              "airtime",
              "data",
              "cable_tv",
              "water",
              "internet",
              "gaming",
              "education");
      for (JsonObject type : objects(types, "bill_types")) {
        assertThat(type)
            .containsKeys(
                "display_name",
                "providers",
                "description",
                "icon",
                "account_label",
                "min_amount",
                "max_amount");
      }

      List<JsonObject> discos = objects(good(base + "/bills/providers/electricity"), "providers");
      assertThat(discos)
          .extracting(p -> p.getString("code"))
          .containsExactlyInAnyOrder(
              "ekedc", "ikedc", "aedc", "ibedc", "kedco", "phed", "jed", "kaedco", "eedc", "bedc",
              "yedc", "aba");
      assertThat(discos)
          .allSatisfy(
              disco -> {
                assertThat(disco.getJsonNumber("fee").bigDecimalValue()).isEqualByComparingTo("30");
                assertThat(disco.getBoolean("active")).isTrue();
                assertThat(disco.getString("name")).isNotBlank();
                assertThat(disco.getString("region")).isNotBlank();
                assertThat(disco.getJsonArray("account_types").getValuesAs(JsonString::getString))
                    .containsExactlyInAnyOrder("PREPAID", "POSTPAID");
              });

      List<JsonObject> networks = objects(good(base + "/bills/providers/airtime"), "providers");
      assertThat(networks)
          .extracting(p -> p.getString("code"))
          .containsExactlyInAnyOrder("mtn", "airtel", "glo", "9mobile");
      assertThat(networks)
          .allSatisfy(
              network ->
                  assertThat(network.getJsonNumber("fee").bigDecimalValue())
                      .isEqualByComparingTo("0"));
    }
  }

  /** The providers' catalogues are read right after the start. */
  private void awaitCatalogue() {
    BillsSystem.await(
        "the catalogue is there",
        Duration.ofSeconds(60),
        () -> !plans("education", "jamb").isEmpty());
  }

  private List<JsonObject> plans(String type, String biller) {
    HttpResponse<String> answer =
        partner.get("/api/v1/bills/providers/" + type + "/" + biller + "/plans");
    return answer.statusCode() == 200 ? objects(PartnerClient.json(answer), "plans") : List.of();
  }

  @Test
  void givenPlans_whenListed_thenCodePriceAndAvailability() {
    awaitCatalogue();
    assertThat(plans("data", "mtn"))
        .anySatisfy(
            plan -> {
              assertThat(plan.getString("code")).isEqualTo("mtn-1-5gb-30d");
              assertThat(plan.getJsonNumber("amount").bigDecimalValue())
                  .isEqualByComparingTo("1000");
              assertThat(plan.getBoolean("available")).isTrue();
            });
  }

  @Test
  void givenMeters_whenValidated_thenNameOrNot() {
    String known = account("45066600001", VtpassOutcome.DELIVERED);
    String unknown = account("45066600002", VtpassOutcome.WRONG_BILLERS_CODE);
    for (String type : List.of("PREPAID", "POSTPAID")) {
      JsonObject valid = validated(question("electricity", "ikedc", known, type));
      assertThat(valid.getBoolean("valid")).isTrue();
      JsonObject info = valid.getJsonObject("account_info");
      assertThat(info.getString("customer_name")).isNotBlank();
      assertThat(info.getString("status")).isEqualTo("active");
      assertThat(info.getString("account_number")).isEqualTo("450****001");
      assertThat(info.getJsonNumber("minimum_amount").bigDecimalValue()).isPositive();
    }

    JsonObject invalid = validated(question("electricity", "ikedc", unknown, "PREPAID"));
    assertThat(invalid.getBoolean("valid")).isFalse();
    assertThat(invalid.getString("code")).isEqualTo("ACCOUNT_NOT_FOUND");
    assertThat(invalid.getString("error")).isNotBlank();
  }

  @Test
  void givenPhones_whenValidated_thenNetworkByPrefixWithoutAskingAProvider() {
    String path = "/api/merchant-verify";
    long before = outside.vtpass().requestCount(path);
    JsonObject own = validated(question("airtime", "mtn", "08035550001", null));
    assertThat(own.getBoolean("valid")).isTrue();
    assertThat(own.getJsonObject("account_info").getString("network")).isEqualTo("mtn");
    assertThat(own.containsKey("warning")).isFalse();

    JsonObject ported = validated(question("airtime", "glo", "08035550001", null));
    assertThat(ported.getBoolean("valid")).isTrue();
    assertThat(ported.getString("warning")).contains("mtn").contains("glo");
    assertThat(outside.vtpass().requestCount(path)).isEqualTo(before);
  }

  private static String question(String type, String biller, String account, String accountType) {
    var body =
        jakarta.json.Json.createObjectBuilder()
            .add("bill_type", type)
            .add("provider_code", biller)
            .add("account_number", account);
    if (accountType != null) {
      body.add("account_type", accountType);
    }
    return body.build().toString();
  }

  @Test
  void givenPayments_whenListedAndCounted_thenExactlyOursInPages() {
    Requested paid =
        partner.request(
            PartnerClient.electricity(
                account("45066600003", VtpassOutcome.DELIVERED), "PREPAID", 1500),
            "history@customer.example");
    pay(paid);
    partner.awaitStatus(paid.id(), "completed");
    Requested first =
        partner.request(
            PartnerClient.airtime("mtn", "08035550002", 100), "history@customer.example");
    Requested second =
        partner.request(
            PartnerClient.airtime("glo", "08055550002", 200), "history@customer.example");

    JsonObject all = good("/api/v1/bills/history");
    assertThat(all.getInt("total")).isEqualTo(3);
    assertThat(ids(all)).containsExactly(second.id(), first.id(), paid.id());
    JsonObject newest = good("/api/v1/bills/history?limit=2");
    assertThat(ids(newest)).containsExactly(second.id(), first.id());
    assertThat(ids(good("/api/v1/bills/history?limit=2&cursor=" + newest.getString("next_cursor"))))
        .containsExactly(paid.id());
    assertThat(ids(good("/api/v1/bills/history?limit=2&offset=2"))).containsExactly(paid.id());
    assertThat(ids(good("/api/v1/bills/history?status=completed"))).containsExactly(paid.id());
    assertThat(ids(good("/api/v1/bills/history?status=pending&bill_type=airtime")))
        .containsExactly(second.id(), first.id());
    assertThat(ids(good("/api/v1/bills/history?status=refunded"))).isEmpty();
    assertThat(ids(good("/api/v1/bills/history?from=2100-01-01T00:00:00Z"))).isEmpty();
    exported(List.of(paid.id(), first.id(), second.id()));

    JsonObject stats = good("/api/v1/bills/stats");
    assertThat(stats.getInt("total_transactions")).isEqualTo(1);
    assertThat(stats.getJsonNumber("total_spent").bigDecimalValue()).isEqualByComparingTo("1530");
    assertThat(stats.getJsonObject("categories").keySet()).containsExactly("electricity");
    assertThat(stats.getJsonArray("recent_payments")).isNotEmpty();
    assertThat(good("/api/v1/bills/stats?from=2100-01-01T00:00:00Z").getInt("total_transactions"))
        .isZero();
  }

  private static List<String> ids(JsonObject page) {
    return objects(page, "payments").stream().map(p -> p.getString("transaction_id")).toList();
  }

  @Test
  void givenPendingPayment_whenCancelledAndPaidLate_thenTheMoneyGoesBack() {
    Requested payment =
        partner.request(
            PartnerClient.airtime("airtel", account("08025550003", VtpassOutcome.DELIVERED), 400),
            "late@customer.example");
    String path = "/api/v1/bills/" + payment.id();

    HttpResponse<String> qr = anybody.get(path + "/qr.svg");
    assertThat(qr.statusCode()).isEqualTo(200);
    assertThat(qr.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
    assertThat(qr.body()).contains("<svg").doesNotContain("<script");

    for (int again = 0; again < 2; again++) {
      HttpResponse<String> cancelled = partner.post(path + "/cancel", "");
      assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
      assertThat(PartnerClient.json(cancelled).getString("status")).isEqualTo("expired");
    }
    problem(anybody.get(path + "/qr.svg"), 410, "NOT_PAYABLE");

    pay(payment);

    JsonObject status = partner.awaitStatus(payment.id(), "refunded");
    JsonObject refund = status.getJsonObject("refund");
    assertThat(refund.getString("status")).isEqualTo("confirmed");
    assertThat(refund.getString("transaction_hash")).hasSize(64);
    assertThat(outside.vtpass().vendsFor("08025550003")).isEmpty();
    problem(partner.post(path + "/cancel", ""), 409, "NOT_CANCELLABLE");
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  @Test
  void givenRunningSystem_whenProbed_thenReadinessNamesWhatItNeeds() {
    HttpResponse<String> ready = anybody.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    JsonObject health = PartnerClient.json(ready);
    assertThat(health.getString("status")).isEqualTo("UP");
    assertThat(objects(health, "checks"))
        .filteredOn(check -> check.getString("status").equals("UP"))
        .extracting(check -> check.getString("name"))
        .contains("database", "broker", "funds-intake");
    assertThat(anybody.get("/health/live").statusCode()).isEqualTo(200);
    for (String base : List.of("/api/v1", "/api")) {
      assertThat(PartnerClient.json(anybody.get(base + "/health")).getString("status"))
          .isEqualTo("UP");
      assertThat(PartnerClient.json(anybody.get(base + "/ping-broker")).getString("broker"))
          .isEqualTo("UP");
    }
  }

  @Test
  void givenGapOrWrongNetwork_whenProbed_thenReadinessIsDownWithTheReasonUntilItIsMended() {
    HorizonSandbox horizon = outside.horizon();
    Duration minute = Duration.ofSeconds(60);
    horizon.elder(horizon.state().ingestedLedger());
    try {
      BillsSystem.await(
          "the gap is named", minute, () -> intake("DOWN").contains("history begins with ledger"));
    } finally {
      horizon.elder(1);
    }
    BillsSystem.await("the gap is mended", SOON, () -> intake("UP").isEmpty());

    String elsewhere =
        horizon
            .faults()
            .add(
                FaultRule.when("GET", "/")
                    .effect(
                        "status",
                        java.util.Map.of(
                            "code",
                            200,
                            "body",
                            "{\"network_passphrase\":\"Another Network ; 2026\","
                                + "\"history_latest_ledger\":9,\"history_elder_ledger\":1,"
                                + "\"history_latest_ledger_closed_at\":\"2026-08-20T10:00:00Z\"}")));
    try {
      BillsSystem.await(
          "the wrong network is named",
          minute,
          () -> intake("DOWN").contains("Another Network ; 2026"));
    } finally {
      horizon.faults().remove(elsewhere);
    }
    BillsSystem.await("the network is right again", SOON, () -> intake("UP").isEmpty());
  }

  /** The reason in the health answer; empty when there is none, or the status is not that. */
  private String intake(String status) {
    return objects(PartnerClient.json(anybody.get("/health/ready")), "checks").stream()
        .filter(check -> check.getString("name").equals("funds-intake"))
        .filter(check -> check.getString("status").equals(status))
        .map(check -> check.getJsonObject("data").getString("reason", ""))
        .findFirst()
        .orElse("no such check is " + status);
  }

  @Test
  void givenTheDocuments_whenAsked_thenOpenApi31AndAPageToTryIt() {
    HttpResponse<String> openapi = anybody.get("/openapi");
    assertThat(openapi.statusCode()).isEqualTo(200);
    assertThat(openapi.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/yaml");
    assertThat(
            openapi.body().lines().filter(line -> line.matches("openapi: [\"']?3\\.1\\.\\d[\"']?")))
        .hasSize(1);
    assertThat(openapi.body().lines())
        .as(
            "block style, two blanks a level, no tabs: the document itself is parsed by a unit"
                + " test")
        .allMatch(line -> line.matches("( {2})*[^ \\t].*|\\s*"))
        .filteredOn(line -> line.matches("  /\\S+:"))
        .hasSizeGreaterThanOrEqualTo(9);

    HttpResponse<String> moved = anybody.get("/api/docs");
    assertThat(moved.statusCode()).isEqualTo(302);
    HttpResponse<String> docs = anybody.get("/api/docs/");
    assertThat(docs.statusCode()).isEqualTo(200);
    assertThat(docs.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(moved.headers().firstValue("Location").orElseThrow()).endsWith("/api/docs/");
    for (String file : List.of("docs.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
      assertThat(docs.body()).contains(file);
      assertThat(anybody.get("/api/docs/" + file).statusCode()).as(file).isEqualTo(200);
    }
  }

  @Test
  void givenBrokerDown_whenPaid_thenTokenIsStoredAndNothingIsLostOnceItIsBack() throws Exception {
    String meter = account("45066600004", VtpassOutcome.DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "brokerless@customer.example");
    system().stopBroker();
    try {
      BillsSystem.await(
          "readiness names it", SOON, () -> anybody.get("/health/ready").statusCode() == 503);
      assertThat(anybody.get("/api/v1/ping-broker").statusCode()).isEqualTo(503);
      pay(payment);
      JsonObject status = partner.awaitStatus(payment.id(), "completed");
      assertThat(status.getString("token")).matches("\\d{4}(-\\d{4}){4}");
    } finally {
      system().startBroker();
    }
    var mail = outside.inbox().awaitMail(m -> m.text().contains(payment.reference()), SOON);
    assertThat(mail.text()).contains(partner.status(payment.id()).getString("token"));
    BillsSystem.await("the outbox is empty again", SOON, () -> waiting().equals("0"));
    BillsSystem.await(
        "the broker is back", SOON, () -> anybody.get("/health/ready").statusCode() == 200);
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(outside.inbox().mails().stream().filter(m -> m.text().contains(payment.reference())))
        .as("one mail")
        .hasSize(1);
  }

  private static String waiting() {
    return system().query("select count(*) from outbox");
  }

  @Test
  void givenPaymentsOfAllKinds_whenLogsAndTablesAreSearched_thenNothingOfTheCustomersIsThere()
      throws Exception {
    List<String> planted = new ArrayList<>(List.of(apiKey));
    List<String> tokens = new ArrayList<>();
    List<Requested> payments = new ArrayList<>();
    VtpassOutcome[] kinds = {
      VtpassOutcome.DELIVERED,
      VtpassOutcome.GARBAGE_THEN_DELIVERED,
      VtpassOutcome.ERROR_AFTER_EFFECT,
      VtpassOutcome.NO_ANSWER_THEN_DELIVERED,
      VtpassOutcome.WRONG_BILLERS_CODE,
      VtpassOutcome.FAILED
    };
    String refusedMail =
        outside
            .inbox()
            .faults()
            .add(
                FaultRule.when("SMTP", "/rcpt")
                    .body("(?i).*planted-0@.*")
                    .times(2)
                    .effect(
                        "status",
                        java.util.Map.of(
                            "code", 451, "body", "planted-0@customer.example: try later")));
    for (int i = 0; i < kinds.length; i++) {
      String meter = account("4507770000" + i, kinds[i]);
      String phone = "0803777000" + i;
      String email = "planted-" + i + "@customer.example";
      planted.addAll(List.of(meter, phone, phone.substring(1), email));
      Requested payment =
          partner.request(PartnerClient.electricity(meter, "PREPAID", 1000 + i), email, phone);
      payments.add(payment);
      pay(payment);
    }
    for (int i = 0; i < kinds.length; i++) {
      boolean delivered = i < 4;
      JsonObject end =
          partner.awaitStatus(payments.get(i).id(), delivered ? "completed" : "refunded");
      if (delivered) {
        tokens.add(end.getString("token"));
        tokens.add(end.getString("token").replace("-", ""));
      }
    }
    wrongCalls(planted);
    for (Requested payment : payments) {
      outside.inbox().awaitMail(m -> m.text().contains(payment.reference()), SOON);
      outside.inbox().awaitSms(m -> m.text().contains(payment.reference()), SOON);
    }
    assertThat(outside.inbox().faults().acted(refusedMail)).as("mail was refused").isPositive();

    planted.addAll(tokens);
    assertThat(tokens).hasSize(8);
    String logs = logs();
    assertThat(logs).as("the log says something").contains("notice ");
    for (String one : planted) {
      assertThat(logs.contains(one)).as("%s… is in a log", one.substring(0, 6)).isFalse();
      assertThat(tablesWith(one)).as("tables with %s…", one.substring(0, 6)).isEmpty();
    }
    for (String secret : system().environment().keySet()) {
      // the password of the embedded database is a word that every log of it has
      if (secret.matches(".*(SECRET|_KEY|_KEYS).*")) {
        String value = system().environment().get(secret);
        assertThat(logs.contains(value)).as("%s is in a log", secret).isFalse();
      }
    }
  }

  /** Calls that fail with something secret in each place they can have it. */
  private void wrongCalls(List<String> planted) {
    String meter = "45077700009";
    String forged = apiKey.substring(0, apiKey.length() - 2) + "zz";
    planted.addAll(List.of(meter, forged));
    anybody.get("/api/v1/bills/types", "Authorization", "Bearer " + forged);
    partner.get("/api/v1/bills/" + meter);
    partner.get("/api/v1/bills/history?limit=" + meter);
    partner.post("/api/v1/bills/pay", "{\"account_number\": " + meter + ", \"" + meter + "\":");
    partner.post("/api/v1/bills/pay", "{\"account_number\": " + meter + "}");
    anybody.send(
        "POST",
        "/api/v1/bills/pay",
        BodyPublishers.ofString(meter),
        "Authorization",
        "Bearer " + apiKey,
        "Content-Type",
        "text/plain");
    account(meter, VtpassOutcome.CHECK_UNREACHABLE);
    partner.post("/api/v1/bills/validate", question("electricity", "ikedc", meter, "PREPAID"));
  }

  /** What the server printed, and every log file it keeps. */
  private static String logs() throws IOException {
    Path printed = system().application().log();
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(printed.getParent())) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> f.toString().endsWith(".log")).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  /** The tables in which a text stands in the clear, as text or inside bytes. */
  private static List<String> tablesWith(String text) throws SQLException {
    List<String> found = new ArrayList<>();
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    try (Connection connection = system().database().connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select quote_ident(table_name) from information_schema.tables where table_schema ="
                  + " 'public' and table_type = 'BASE TABLE'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      assertThat(tables).contains("payment", "attempt", "token");
      for (String table : tables) {
        try (var query =
            connection.prepareStatement(
                "select exists (select from "
                    + table
                    + " t where position(? in t::text) > 0 or position(? in t::text) > 0)")) {
          query.setString(1, text);
          query.setString(2, hex);
          try (ResultSet rows = query.executeQuery()) {
            rows.next();
            if (rows.getBoolean(1)) {
              found.add(table);
            }
          }
        }
      }
    }
    return found;
  }
}
