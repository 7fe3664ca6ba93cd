package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SmokeIT extends AcceptanceTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void givenRealWarAndRar_whenDeployed_thenDatabaseAndBrokerAreReachedFromInside()
      throws Exception {
    HttpResponse<String> ready = get("/health/ready");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains("{\"name\":\"database\",\"status\":\"UP\"")
        .contains("{\"name\":\"broker\",\"status\":\"UP\"");
  }

  @Test
  void givenServerKilled_whenStartedAgain_thenItAnswers() throws Exception {
    long before = system().application().pid();

    system().killApplication();
    system().startApplication();

    assertThat(system().application().pid()).isNotEqualTo(before);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(system().uri(path)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
