package ng.bills.infrastructure.pay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ng.bills.infrastructure.outside.OutsideHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxWalletTest {

  private final List<String> bodies = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SandboxWallet wallet() {
    return new SandboxWallet(
        new OutsideHttp(asked::add, Duration.ofSeconds(2)),
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pay"));
  }

  @Test
  void givenALink_whenPaid_thenTheSandboxGetsItWholeAndIsBelieved() {
    assertThat(wallet().pay("web+stellar:pay?amount=5030&memo=BILL-1")).isTrue();

    assertThat(bodies).containsExactly("uri=web%2Bstellar%3Apay%3Famount%3D5030%26memo%3DBILL-1");
    assertThat(asked).containsExactly("the sandbox's wallet");
  }

  @Test
  void givenARefusalOrNoAnswer_whenPaid_thenItIsNotPaid() {
    status = 502;
    assertThat(wallet().pay("web+stellar:pay?amount=1")).isFalse();
    SandboxWallet gone = wallet();
    server.stop(0);
    assertThat(gone.pay("web+stellar:pay?amount=1")).isFalse();
  }
}
