package ng.bills.infrastructure.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.application.hook.HookPolicy;
import ng.bills.application.hook.port.HookCaller.Answer;
import ng.bills.application.hook.port.HookCaller.Call;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.payment.Backoff;
import ng.bills.infrastructure.crypto.SecureIdSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHookCallerTest {

  private static final String BODY = "{\"type\":\"bill.payment.completed\",\"note\":\"₦ 5,000\"}";
  private static final HookEventId ID = new HookEventId(new UUID(1, 2));

  private record Got(Map<String, List<String>> headers, String body) {}

  private final SecureIdSource ids = new SecureIdSource();
  private final HookSecret secret = HookSecret.of(ids.randomBytes(HookSecret.BYTES));
  private final HookSecret former = HookSecret.of(ids.randomBytes(HookSecret.BYTES));
  private final List<Got> got = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private HttpServer server;
  private HttpHookCaller caller;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    caller = caller(true, InetAddress::getAllByName);
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    caller.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpHookCaller caller(boolean loopback, CheckedNames.Lookup lookup) {
    Backoff once = new Backoff(List.of(Duration.ofSeconds(1)), 0);
    return new HttpHookCaller(
        new HookSettings(
            loopback,
            Duration.ofMillis(700),
            Duration.ofMillis(1_500),
            new HookPolicy(
                once,
                new HookPacing(1, 1, once),
                new HookPolicy.Lanes(1, 1, Duration.ofSeconds(1)),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofDays(7))),
        call -> {},
        lookup);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    got.add(
        new Got(
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    try (exchange) {
      if (path.startsWith("/status/")) {
        int status = Integer.parseInt(path.substring(8));
        exchange.getResponseHeaders().add("Location", url("/status/200"));
        exchange.getResponseHeaders().add("Retry-After", "120");
        byte[] answer = "said so".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
      } else if (path.equals("/echo")) {
        byte[] answer =
            ("you sent "
                    + exchange.getRequestHeaders().getFirst("webhook-signature")
                    + " with\u0000 "
                    + secret.text())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      } else if (path.equals("/endless")) {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        byte[] much = new byte[65_536];
        while (true) {
          out.write(much); // until the caller has had enough
        }
      } else if (path.equals("/drip")) {
        exchange.sendResponseHeaders(500, 0);
        while (stopped.getCount() > 0) {
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          pause(200);
        }
      } else {
        pause(10_000); // never answers
      }
    }
  }

  /** The endpoint is slow; it ends with the test. */
  private void pause(long millis) {
    try {
      stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Call call(String url, HookSecret... secrets) {
    return new Call(
        new HookUrl(url),
        ID,
        Instant.now(),
        BODY,
        secrets.length == 0 ? List.of(secret) : List.of(secrets));
  }

  private static HttpHeaders headers(Got request) {
    return HttpHeaders.of(request.headers(), (name, value) -> true);
  }

  @Test
  void givenCall_whenReceived_thenTheStandardsOwnLibraryVerifiesIt() throws Exception {
    Answer answer = caller.call(call(url("/status/204")));
    assertThat(answer.status()).contains(204);
    Got request = got.get(0);
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(headers(request).firstValue("content-type").orElseThrow())
        .startsWith("application/json");
    assertThat(headers(request).firstValue("webhook-id")).contains(ID.toString());
    new Webhook(secret.text()).verify(request.body(), headers(request));
    assertThatThrownBy(() -> new Webhook(former.text()).verify(request.body(), headers(request)))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(
            () -> new Webhook(secret.text()).verify(request.body() + " ", headers(request)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void givenTwoSecretsInForce_whenReceived_thenEachVerifiesIt() throws Exception {
    caller.call(call(url("/status/200"), secret, former));
    Got request = got.get(0);
    new Webhook(secret.text()).verify(request.body(), headers(request));
    new Webhook(former.text()).verify(request.body(), headers(request));
    assertThat(headers(request).firstValue("webhook-signature").orElseThrow())
        .matches("v1,\\S{44} v1,\\S{44}");
  }

  @Test
  void givenAnyStatus_whenCalled_thenToldAsItIsAndOnceOnly() {
    for (int status : List.of(200, 201, 400, 401, 404, 410, 429, 500, 503)) {
      got.clear();
      Answer answer = caller.call(call(url("/status/" + status)));
      assertThat(answer.status()).contains(status);
      assertThat(answer.answer()).contains("said so");
      assertThat(answer.retryAfter()).contains(Duration.ofSeconds(120));
      assertThat(answer.error().isPresent()).isEqualTo(status >= 300);
      assertThat(got).hasSize(1);
    }
  }

  @Test
  void givenRedirect_whenCalled_thenNotFollowed() {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      got.clear();
      Answer answer = caller.call(call(url("/status/" + status)));
      assertThat(answer.status()).contains(status);
      assertThat(answer.error()).contains("redirects are not followed");
      assertThat(got).hasSize(1);
    }
  }

  @Test
  void givenEndpointThatRepeatsWhatItGot_whenKept_thenWithoutSecretsAndPrintable() {
    Answer answer = caller.call(call(url("/echo")));
    assertThat(answer.answer().orElseThrow())
        .startsWith("you sent ***")
        .doesNotContain("whsec_")
        .doesNotContain("v1,")
        .doesNotContain("\u0000");
    assertThat(answer.toString()).isEqualTo("http 200");
  }

  @Test
  void givenEndlessOrDrippingAnswer_whenCalled_thenCutOffInTime() {
    long start = System.nanoTime();
    Answer endless = caller.call(call(url("/endless")));
    assertThat(endless.status()).contains(200);
    assertThat(endless.answer().orElse("").length()).isLessThanOrEqualTo(500);
    Answer drip = caller.call(call(url("/drip")));
    assertThat(drip.status().isPresent() || drip.error().isPresent()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void givenSilentEndpoint_whenCalled_thenTimeoutWithinTheWholeLimit() {
    long start = System.nanoTime();
    Answer answer = caller.call(call(url("/silent")));
    assertThat(answer.status()).isEmpty();
    assertThat(answer.error()).contains("timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void givenNobodyListening_whenCalled_thenNoConnectionWithoutNamingTheAddress()
      throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Answer answer = caller.call(call("http://127.0.0.1:" + port + "/"));
    assertThat(answer.error()).contains("no connection");
  }

  @Test
  void givenServerWithoutTls_whenCalledByHttps_thenNothingIsTold() {
    Answer answer = caller.call(call(url("/status/200").replace("http:", "https:")));
    assertThat(answer.status()).isEmpty();
    assertThat(answer.error()).isPresent();
    assertThat(got).isEmpty();
  }

  @Test
  void givenAddressThatIsNone_whenCalled_thenAFailureLikeAnyOther() {
    String url = "https://[:::::]/"; // has the form of one
    assertThat(caller.refusal(new HookUrl(url))).contains("has a host that cannot be found");
    assertThat(caller.call(call(url)).error()).contains("the host cannot be found");
  }

  @Test
  void givenNoSandbox_whenThisMachineIsNamed_thenNothingIsSent() {
    try (HttpHookCaller strict = caller(false, InetAddress::getAllByName)) {
      assertThat(strict.refusal(new HookUrl(url("/")))).contains("must begin with https://");
      assertThat(strict.call(call(url("/"))).error()).contains("only https is called");
      String port = ":" + server.getAddress().getPort();
      for (String host :
          List.of(
              "127.0.0.1",
              "localhost",
              "[::1]",
              "[::ffff:127.0.0.1]",
              "0.0.0.0",
              "169.254.169.254",
              "[64:ff9b::7f00:1]",
              "[::7f00:1]")) {
        HookUrl url = new HookUrl("https://" + host + port + "/");
        assertThat(strict.refusal(url)).as(host).isPresent();
        assertThat(strict.call(call(url.value())).error())
            .as(host)
            .contains("the address is not a public one");
      }
      assertThat(got).isEmpty();
    }
  }

  @Test
  void givenNameThatTurnsToThisMachineAfterItWasChecked_whenCalled_thenRefused() {
    AtomicInteger lookUps = new AtomicInteger();
    CheckedNames.Lookup rebinding =
        host ->
            new InetAddress[] {
              lookUps.incrementAndGet() == 1 ? address(93, 184, 216, 34) : address(127, 0, 0, 1)
            };
    try (HttpHookCaller strict = caller(false, rebinding)) {
      String url = "https://rebinding.example:" + server.getAddress().getPort() + "/";
      assertThat(strict.refusal(new HookUrl(url))).isEmpty();
      assertThat(strict.call(call(url)).error()).contains("the address is not a public one");
      assertThat(lookUps).as("once for each").hasValue(2);
      assertThat(got).isEmpty();
    }
  }

  @Test
  void givenNameThatTurnsWhileItIsCalled_whenConnecting_thenTheCheckedAddressIsUsed() {
    AtomicInteger lookUps = new AtomicInteger();
    CheckedNames.Lookup turning =
        host ->
            new InetAddress[] {
              lookUps.incrementAndGet() == 1 ? address(127, 0, 0, 1) : address(127, 0, 0, 99)
            };
    try (HttpHookCaller here = caller(true, turning)) {
      String url = "http://turning.example:" + server.getAddress().getPort() + "/status/200";
      assertThat(here.call(call(url)).status()).contains(200);
      assertThat(lookUps).hasValue(1);
      assertThat(got.get(0).headers().get("Host").get(0)).startsWith("turning.example");
    }
  }

  @Test
  void givenNameWithOnePrivateAddressAmongPublicOnes_whenCalled_thenRefused() {
    CheckedNames.Lookup mixed =
        host -> new InetAddress[] {address(93, 184, 216, 34), address(10, 0, 0, 1)};
    try (HttpHookCaller strict = caller(false, mixed)) {
      assertThat(strict.refusal(new HookUrl("https://mixed.example/")))
          .contains("must lead to public addresses only");
      assertThat(strict.call(call("https://mixed.example/")).error())
          .contains("the address is not a public one");
    }
  }

  @Test
  void givenNameNobodyKnows_whenCalled_thenSaidSo() {
    CheckedNames.Lookup nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    try (HttpHookCaller strict = caller(false, nobody)) {
      assertThat(strict.refusal(new HookUrl("https://nobody.example/")))
          .contains("has a host that cannot be found");
      assertThat(strict.call(call("https://nobody.example/")).error())
          .contains("the host cannot be found");
    }
  }

  @Test
  void givenSandbox_whenHttpLeadsElsewhere_thenRefused() {
    CheckedNames.Lookup outside = host -> new InetAddress[] {address(93, 184, 216, 34)};
    try (HttpHookCaller here = caller(true, outside)) {
      assertThat(here.refusal(new HookUrl("http://outside.example/")))
          .contains("may begin with http:// on this machine only");
      assertThat(here.call(call("http://outside.example/")).error())
          .contains("the address is not a public one");
      assertThat(here.refusal(new HookUrl("https://outside.example/"))).isEqualTo(Optional.empty());
    }
  }

  private static InetAddress address(int... parts) throws UnknownHostException {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) parts[i];
    }
    return InetAddress.getByAddress(bytes);
  }
}
