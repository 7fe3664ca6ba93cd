package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.Vend;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The last class of a run. Plants account numbers, phones, addresses, tokens and keys in payments
 * that end well and badly and in requests that are wrong in every place, then searches what the run
 * left: all logs of all servers, the broker's files, and every answer that any test class got. Of
 * what other classes planted, it searches what was bought and delivered at VTpass.
 */
@Order(Integer.MAX_VALUE)
class LeakScanIT extends AcceptanceTest {

  private static final String PAY = "/api/v1/bills/pay";
  private static final String HOOKS = "/api/v1/webhook-endpoints";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Sandbox outside = system().sandbox();
  private final String apiKey = system().newApiKey("leaks");
  private final PartnerClient partner = new PartnerClient(system(), apiKey);
  private final AnyCaller anybody = new AnyCaller(system());
  private final PayingCustomer customer = new PayingCustomer(outside.hubUrl());

  /** What nobody may read anywhere, with a name that can be shown. */
  private final Map<String, String> secret = new LinkedHashMap<>();

  /** What its owner reads in the status of a payment and nowhere else. */
  private final Map<String, String> tokens = new LinkedHashMap<>();

  /** What a partner wrote into the address of its endpoint, and is shown again. */
  private final Map<String, String> addresses = new LinkedHashMap<>();

  /** Keys of webhooks, shown when they are made. */
  private final Map<String, String> hookSecrets = new LinkedHashMap<>();

  @Test
  void givenAWholeRun_whenItsLogsAndAnswersAreSearched_thenNothingPlantedIsFound()
      throws IOException {
    secret.put("API key", apiKey);
    int before = Answers.all().size();
    everyEnding();
    everyWrongRequest();
    hook();
    Answers.all().stream().skip(before).forEach(LeakScanIT::carriesTheRules);
    whatOthersPlanted();
    FieldKeysFile.keys().forEach(key -> secret.put("field key " + secret.size(), key));
    system()
        .environment()
        .forEach(
            (name, value) -> {
              // the password of the embedded database is a word that every log of it has
              if (name.matches(".*(SECRET|_KEY|_KEYS|_HASH)$")) {
                for (String part : value.split("[:,]")) {
                  if (part.length() > 8) {
                    secret.put(name, part);
                  }
                }
              }
            });

    Map<String, Long> searched = new TreeMap<>();
    List<String> found = new ArrayList<>();
    Map<String, String> texts = new TreeMap<>();
    texts.put("the broker's log", BrokerLog.text());
    for (Path file : files()) {
      texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    texts.forEach(
        (where, text) -> {
          searched.merge("log and broker bytes", (long) text.length(), Long::sum);
          for (Map<String, String> kind : List.of(secret, tokens, addresses, hookSecrets)) {
            search(kind, text, where, found);
          }
        });
    for (Answers.Answer answer : Answers.all()) {
      searched.merge(answer.status() < 400 ? "answers" : "problems", 1L, Long::sum);
      searchAnswer(answer, found);
    }
    System.getLogger("leaks")
        .log(
            System.Logger.Level.INFO,
            "{0} secrets, {1} tokens, searched {2}",
            secret.size(),
            tokens.size(),
            searched);

    assertThat(found).isEmpty();
    assertThat(secret).hasSizeGreaterThan(25);
    assertThat(tokens).hasSizeGreaterThanOrEqualTo(3);
    assertThat(BrokerLog.text()).as("the broker says something").contains("AMQ");
    assertThat(searched.get("log and broker bytes")).isGreaterThan(10_000);
    assertThat(searched.get("answers")).isGreaterThan(20);
    assertThat(searched.get("problems")).isGreaterThan(20);
  }

  /** Each is found by the same search when it is there. */
  @Test
  void givenALeak_whenSearched_thenItIsFoundWithoutBeingShown() {
    secret.put("meter", "45088811111");
    tokens.put("token", "1234-5678-9012-3456-7890");
    hookSecrets.put("hook", "whsec_planted");
    List<String> found = new ArrayList<>();
    String leaky = "45088811111 1234-5678-9012-3456-7890 whsec_planted";
    searchAnswer(new Answers.Answer("GET", "/api/v1/bills/history", 200, leaky), found);
    assertThat(found).hasSize(3).noneMatch(f -> f.contains("45088811111") || f.contains("planted"));
    found.clear();
    searchAnswer(new Answers.Answer("GET", "/api/v1/bills/1/status", 200, leaky), found);
    assertThat(found).hasSize(2);
    found.clear();
    searchAnswer(new Answers.Answer("POST", HOOKS, 201, leaky), found);
    assertThat(found).hasSize(2);
    found.clear();
    searchAnswer(new Answers.Answer("GET", "/api/v1/bills/1/status", 500, leaky), found);
    assertThat(found).hasSize(3);
  }

  private void searchAnswer(Answers.Answer answer, List<String> found) {
    if (answer.path().startsWith("/openapi") || answer.path().startsWith("/api/docs")) {
      return; // examples, which tests use
    }
    boolean good = answer.status() / 100 == 2;
    String where = answer.method() + " answered " + answer.status();
    search(secret, answer.text(), where, found);
    if (!good || !answer.path().matches("/api(/v1)?/bills/[0-9a-f-]{1,36}(/status|/receipt)?")) {
      search(tokens, answer.text(), where, found);
    }
    if (!good || !answer.path().contains("/webhook-endpoints")) {
      search(addresses, answer.text(), where, found);
    }
    if (!good || !answer.method().equals("POST") || !answer.path().contains("/webhook-endpoints")) {
      search(hookSecrets, answer.text(), where, found);
    }
  }

  private static void search(
      Map<String, String> planted, String text, String where, List<String> found) {
    planted.forEach(
        (name, value) -> {
          if (text.contains(value)) {
            found.add(name + " in " + where);
          }
        });
  }

  /** What every answer of the API tells browsers and caches. */
  private static void carriesTheRules(Answers.Answer answer) {
    if (!answer.path().startsWith("/api/")) {
      return;
    }
    String headers = answer.text().lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    assertThat(headers)
        .as("%s answered %d", answer.method(), answer.status())
        .contains(
            "x-content-type-options=[nosniff]",
            "cache-control=[no-store]",
            "referrer-policy=[no-referrer]",
            "default-src 'none'; frame-ancestors 'none'")
        .doesNotContain("access-control-", "set-cookie", "x-powered-by");
  }

  private void plant(String name, String value) {
    secret.put(name, value);
  }

  private void token(String name, String digits) {
    if (digits.length() > 8) {
      tokens.put(name, digits);
      tokens.put(name + " in groups", digits.replaceAll("\\d{4}(?=\\d)", "$0-"));
    }
  }

  /** Payments that are delivered, refused, unknown for a while, given up and never paid. */
  private void everyEnding() {
    VtpassOutcome[] kinds = {
      VtpassOutcome.DELIVERED,
      VtpassOutcome.GARBAGE_THEN_DELIVERED,
      VtpassOutcome.ERROR_AFTER_EFFECT,
      VtpassOutcome.WRONG_BILLERS_CODE,
      VtpassOutcome.FAILED,
      VtpassOutcome.DELIVERED
    };
    List<Requested> payments = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      String meter = "4508881000" + i;
      String phone = "0809888100" + i;
      plant("meter " + kinds[i] + i, meter);
      plant("phone " + i, phone);
      plant("phone abroad " + i, "234" + phone.substring(1));
      plant("mail " + i, "leak-" + i + "@customer.example");
      outside.vtpass().register(meter);
      outside.vtpass().outcome(OutcomeRule.of(meter, kinds[i]));
      partner.post(
          "/api/v1/bills/validate",
          Json.createObjectBuilder()
              .add("bill_type", "electricity")
              .add("provider_code", "ikedc")
              .add("account_number", meter)
              .add("account_type", "PREPAID")
              .build()
              .toString());
      Requested payment =
          partner.request(
              PartnerClient.electricity(meter, "PREPAID", 1_000 + i),
              "leak-" + i + "@customer.example",
              phone);
      payments.add(payment);
      if (i < kinds.length - 1) {
        customer.pay(payment.sendTo(), payment.amount(), payment.memo());
      }
    }
    for (int i = 0; i < kinds.length - 1; i++) {
      JsonObject end = partner.awaitStatus(payments.get(i).id(), i < 3 ? "completed" : "refunded");
      if (i < 3) {
        token("token " + kinds[i], end.getString("token").replace("-", ""));
      }
      partner.story(payments.get(i).id());
    }
    partner.post("/api/v1/bills/" + payments.get(kinds.length - 1).id() + "/cancel", "");
    partner.get("/api/v1/bills/history?limit=100");
    partner.get("/api/v1/bills/stats");
    for (Requested payment : payments.subList(0, kinds.length - 1)) {
      BillsSystem.await(
          "the customer is told of " + payment.reference(),
          SOON,
          () ->
              outside.inbox().mails().stream()
                  .anyMatch(m -> m.text().contains(payment.reference())));
    }
  }

  /** A secret in each place of a request that can be wrong. */
  private void everyWrongRequest() {
    String meter = "45088820009";
    String phone = "08098882009";
    String forged = apiKey.substring(0, apiKey.length() - 2) + "zz";
    plant("meter in wrong places", meter);
    plant("phone in wrong places", phone);
    plant("forged key", forged);
    anybody.get("/api/v1/bills/types", "Authorization", "Bearer " + forged);
    anybody.get("/api/v1/bills/types", "Authorization", "Basic " + forged);
    anybody.get("/api/v1/bills/types?key=" + forged);
    for (String path :
        List.of(
            "/api/v1/bills/" + meter,
            "/api/v1/" + meter,
            "/" + meter,
            "/api/v1/bills/history?limit=" + meter,
            "/api/v1/bills/history?cursor=" + meter,
            "/api/v1/bills/history?from=" + phone,
            "/api/v1/bills/providers/" + meter,
            HOOKS + "/" + meter)) {
      partner.get(path);
      partner.post(path, "{\"account_number\":\"" + meter + "\"}");
    }
    for (String body :
        List.of(
            "{\"account_number\": " + meter + ", \"" + meter + "\":",
            "{\"account_number\": " + meter + "}",
            "{\"account_number\":\"" + meter + "\",\"customer_phone\":\"" + phone + "x\"}",
            "{\"bill_type\":\"" + meter + "\"}",
            "{\"" + meter + "\":\"" + phone + "\"}",
            "[\"" + meter + "\"]",
            meter)) {
      partner.post(PAY, body);
      partner.post("/api/v1/bills/validate", body);
      anybody.send(
          "POST",
          PAY,
          BodyPublishers.ofString(body),
          "Authorization",
          "Bearer " + apiKey,
          "Content-Type",
          "text/plain");
    }
    partner.pay(
        PartnerClient.electricity(meter, "PREPAID", 1).build().toString(),
        "k-" + UUID.randomUUID());
    anybody.send(
        "POST",
        "/api/v1/webhooks/vtpass",
        BodyPublishers.ofString("{\"type\":\"" + meter + "\",\"phone\":\"" + phone + "\"}"),
        "Content-Type",
        "application/json");
    anybody.send(
        "POST",
        "/api/v1/webhooks/flutterwave",
        BodyPublishers.ofString("{\"event\":\"" + meter + "\"}"),
        "Content-Type",
        "application/json",
        "verif-hash",
        forged);
    outside.vtpass().register(meter);
    outside.vtpass().outcome(OutcomeRule.of(meter, VtpassOutcome.CHECK_UNREACHABLE));
    partner.post(
        "/api/v1/bills/validate",
        PartnerClient.electricity(meter, "PREPAID", 1).build().toString());
  }

  /** An endpoint whose address holds a secret of the partner's and whose calls fail. */
  private void hook() {
    addresses.put("secret in an address", "partner-token-88812345");
    HttpResponse<String> made =
        partner.post(
            HOOKS, "{\"url\":\"" + outside.receiver().baseUrl() + "/x?t=partner-token-88812345\"}");
    assertThat(made.statusCode()).as("an endpoint").isEqualTo(201);
    JsonObject endpoint = PartnerClient.json(made);
    hookSecrets.put("webhook secret", endpoint.getString("secret"));
    String at = HOOKS + "/" + endpoint.getString("id");
    hookSecrets.put(
        "next webhook secret",
        PartnerClient.json(partner.post(at + "/rotate-secret", "")).getString("secret"));
    partner.post(at + "/test", "");
    partner.get(HOOKS);
    partner.get(at);
    partner.get(at + "/deliveries");
  }

  private void whatOthersPlanted() {
    Answers.keys().forEach(key -> secret.put("API key " + secret.size(), key));
    for (Vend vend : outside.vtpass().vends()) {
      secret.putIfAbsent("account of vend " + vend.requestId(), vend.account());
      vend.token().ifPresent(digits -> token("token of vend " + vend.requestId(), digits));
      for (String digits : vend.pins()) {
        token("pin of vend " + vend.requestId(), digits);
      }
    }
  }

  private static List<Path> files() {
    Path printed = system().application().log();
    Path home = Path.of(BillsSystem.property("bills.home"));
    List<Path> files = new ArrayList<>();
    try (Stream<Path> logs = Files.walk(printed.getParent());
        Stream<Path> broker = Files.walk(home.resolve("broker"))) {
      logs.filter(f -> f.toString().endsWith(".log")).forEach(files::add);
      broker.filter(Files::isRegularFile).forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(files).as("the server's log").contains(printed);
    return files;
  }
}
