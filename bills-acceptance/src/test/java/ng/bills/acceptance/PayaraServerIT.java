package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.launcher.LocalSystem;
import ng.bills.launcher.Ports;
import ng.bills.sandbox.vtpass.VtpassMagic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The EAR on Payara Server, deployed by the scripts of docs/deploy.md, with the same surroundings
 * as Payara Micro.
 */
@Tag("payara-server")
class PayaraServerIT {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

  private static BillsSystem system;
  private static PayaraServer server;

  @BeforeAll
  static void start() {
    Path home = Path.of(BillsSystem.property("bills.home")).resolveSibling("acceptance-server");
    system = BillsSystem.surroundings(home);
    Path domains = home.resolve("domains");
    LocalSystem.deleteHome(domains);
    Map<String, String> environment = new HashMap<>(system.environment());
    environment.put("PAYARA_HOME", BillsSystem.property("payara.home"));
    environment.put("PAYARA_DOMAINS", domains.toString());
    environment.put("PAYARA_ADMIN_PORT", Integer.toString(Ports.free()));
    environment.put("PAYARA_IIOP_PORT", Integer.toString(Ports.free()));
    environment.put("BILLS_HTTP_PORT", Integer.toString(system.httpPort()));
    server =
        new PayaraServer(
            Path.of(BillsSystem.property("bills.deploy"), "payara-server.sh"),
            home.resolve("payara-server.log"),
            environment);
    server.start(
        Path.of(BillsSystem.property("bills.system"), "bills-jms.rar"),
        Path.of(BillsSystem.property("bills.ear")));
    system.awaitReady(READY_TIMEOUT);
  }

  @AfterAll
  static void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      if (system != null) {
        system.close();
      }
    }
  }

  @Test
  void givenEarAndRar_whenDeployedByTheScripts_thenDatabaseAndBrokerAreReachedFromInside()
      throws Exception {
    HttpResponse<String> ready =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(
                HttpRequest.newBuilder(system.uri("/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains("{\"name\":\"database\",\"status\":\"UP\"")
        .contains("{\"name\":\"broker\",\"status\":\"UP\"");
  }

  @Test
  void givenPrepaidMeter_whenPaid_thenTokenIsDeliveredAndMailed() throws Exception {
    String meter = VtpassMagic.METER_DELIVERED;
    PartnerClient partner = new PartnerClient(system, system.apiKey());
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "server@customer.example");
    new PayingCustomer(system.sandbox().hubUrl())
        .pay(payment.sendTo(), payment.amount(), payment.memo());

    JsonObject status = partner.awaitStatus(payment.id(), "completed");

    assertThat(status.getString("token")).matches("\\d{4}(-\\d{4}){4}");
    assertThat(system.sandbox().vtpass().vendsFor(meter)).hasSize(1);
    system
        .sandbox()
        .inbox()
        .awaitMail(
            mail ->
                mail.isTo("server@customer.example") && mail.contains(status.getString("token")),
            Duration.ofSeconds(30));
    assertThat(system.query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }
}
