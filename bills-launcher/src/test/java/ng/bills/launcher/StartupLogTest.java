package ng.bills.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupLogTest {
  @TempDir Path directory;

  @Test
  void givenSettingNamedInTheLog_whenAskedWhy_thenThatLineAlone() throws IOException {
    Path log =
        log(
            "[SEVERE] Exception while preparing the app : x\nBills cannot start: VTPASS_API_KEY is not set\n  at a.b\n");

    assertThat(StartupLog.deploymentFailed(log)).isTrue();
    assertThat(StartupLog.reason(log, "ended"))
        .isEqualTo("Bills cannot start: VTPASS_API_KEY is not set");
  }

  @Test
  void givenOtherFailure_whenAskedWhy_thenTheServersLineAndWhereToLook() throws IOException {
    Path log =
        log(
            "INFO fine\n[SEVERE] [levelValue: 1000] Exception while preparing the app\n[SEVERE] [levelValue: 1000] Exception while preparing the app : Schema-validation: missing table [payment]\n");

    assertThat(StartupLog.reason(log, "The application was not deployed"))
        .startsWith("The application was not deployed: Exception while preparing the app")
        .contains("missing table [payment]", log.toString());
  }

  @Test
  void givenGoodLog_whenAsked_thenNotFailed() throws IOException {
    assertThat(
            StartupLog.deploymentFailed(
                log("bills was successfully deployed in 5,404 milliseconds.\n")))
        .isFalse();
  }

  private Path log(String text) throws IOException {
    return Files.writeString(directory.resolve("server.log"), text);
  }
}
