package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ng.bills.launcher.LocalSystem;
import ng.bills.launcher.PayaraMicro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real server with faulty settings. It needs neither database nor broker: it must end before it
 * looks for them. Each setting by itself: SettingsTest of bills-infrastructure.
 */
class StartupIT {

  private static final int EX_CONFIG = 78;
  private static final String MARKER = "Bills cannot start: ";

  private static final List<String> SECRETS =
      List.of(
          "planted-database-password",
          "planted-vtpass-api-key",
          "planted-vtpass-public-key",
          "planted-vtpass-secret-key",
          "planted-sms-key",
          "SBPLANTEDSYSTEMSECRETTHATISNOSEED",
          Base64.getEncoder()
              .encodeToString(
                  "planted field key of 32 bytes...".getBytes(StandardCharsets.US_ASCII)));

  @TempDir Path directory;

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BILLS_MODE", "sandbox");
    environment.put("BILLS_DB_URL", "jdbc:postgresql://127.0.0.1:9/bills");
    environment.put("BILLS_DB_USER", "bills");
    environment.put("BILLS_DB_PASSWORD", SECRETS.get(0));
    environment.put("BILLS_JMS_HOST", "127.0.0.1");
    environment.put("BILLS_JMS_PORT", "abc");
    environment.put("BILLS_FIELD_KEYS", "k1:" + SECRETS.get(6));
    environment.put("STELLAR_HORIZON_URL", "http://127.0.0.1:9");
    environment.put("STELLAR_SYSTEM_SECRET", SECRETS.get(5));
    environment.put("STELLAR_START_FROM", "now");
    environment.put("CNGN_ASSET_CODE", "cNGN");
    environment.put("CNGN_ISSUER", "GDOESNOTMATTERHERE");
    environment.put("VTPASS_BASE_URL", "http://127.0.0.1:9");
    environment.put("VTPASS_API_KEY", SECRETS.get(1));
    environment.put("VTPASS_PUBLIC_KEY", SECRETS.get(2));
    environment.put("VTPASS_SECRET_KEY", SECRETS.get(3));
    environment.put("VTPASS_DEFAULT_PHONE", "08030001122");
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", "25");
    environment.put("SMTP_FROM", "bills@example.com");
    environment.put("SMS_BASE_URL", "http://127.0.0.1:9");
    environment.put("SMS_API_KEY", SECRETS.get(4));
    environment.put("SMS_SENDER", "Bills");
    environment.put("APP_ADDRESS", "http://127.0.0.1:9");
    return environment;
  }

  @Test
  void givenOneMalformedAndOneMissingSetting_whenStarted_thenOneLineNamesBothAndTheServerEnds()
      throws Exception {
    Path system = Path.of(BillsSystem.property("bills.system"));
    int port = LocalSystem.Options.onFreePorts(system, directory).httpPort();

    try (PayaraMicro server =
        PayaraMicro.start(
            new PayaraMicro.Settings(system, directory, port, environment(), List.of()))) {
      assertThat(server.process().waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();

      String log = Files.readString(server.log());
      assertThat(server.process().exitValue()).as(log).isEqualTo(EX_CONFIG);
      assertThat(log.lines().filter(line -> line.contains(MARKER)))
          .singleElement()
          .asString()
          .startsWith(MARKER)
          .containsOnlyOnce("BILLS_JMS_PORT must be a whole number from 1 to 65535")
          .containsOnlyOnce("STELLAR_NETWORK_PASSPHRASE is not set")
          .hasSizeLessThan(200);
    }
    assertThat(everythingWritten()).doesNotContain(SECRETS);
  }

  /** Whatever the server printed or left behind in files that are text. */
  private String everythingWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(directory)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(f -> f.toString().matches(".*\\.(log|txt|xml|asadmin|properties)"))
              .toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(all.toString()).as("something was read").contains(MARKER);
    return all.toString();
  }
}
