package ng.bills.infrastructure.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideAnswer.NoAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against sockets that behave as badly as the real world. */
@Timeout(30)
class OutsideHttpTest {
  private static final Duration READ = Duration.ofMillis(500);

  private final OutsideHttp http = new OutsideHttp(call -> {}, Duration.ofMillis(500));

  /** A server that takes each connection, writes something and then stays silent or closes. */
  private static final class RudeServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    RudeServer(String says, boolean closes) throws IOException {
      Thread thread =
          new Thread(
              () -> {
                while (!socket.isClosed()) {
                  try {
                    Socket peer = socket.accept();
                    connections.incrementAndGet();
                    peer.getInputStream().read();
                    OutputStream out = peer.getOutputStream();
                    out.write(says.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    if (closes) {
                      peer.close();
                    }
                  } catch (IOException e) {
                    if (!socket.isClosed()) {
                      throw new UncheckedIOException(e);
                    }
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    HttpRequest request() {
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/x"))
          .POST(HttpRequest.BodyPublishers.ofString("{}"))
          .build();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void givenAnswer_whenSent_thenStatusAndWholeBody() throws IOException {
    try (RudeServer server =
        new RudeServer("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno!", false)) {
      assertThat(http.send("test", server.request(), READ)).isEqualTo(new Answered(404, "no!"));
    }
  }

  @Test
  void givenSilence_whenSent_thenNoAnswerInTime() throws IOException {
    try (RudeServer server = new RudeServer("", false)) {
      assertThat(http.send("test", server.request(), READ))
          .isEqualTo(new NoAnswer("timeout", true));
    }
  }

  @Test
  void givenBodyThatNeverEnds_whenSent_thenNoAnswerInTime() throws IOException {
    try (RudeServer server =
        new RudeServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":\"0", false)) {
      assertThat(http.send("test", server.request(), READ))
          .isEqualTo(new NoAnswer("timeout", true));
    }
  }

  @Test
  void givenConnectionCut_whenSent_thenNoAnswerAndSentOnceOnly() throws IOException {
    try (RudeServer server = new RudeServer("", true)) {
      assertThat(http.send("test", server.request(), READ)).isInstanceOf(NoAnswer.class);
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void givenBodyCut_whenSent_thenNoAnswer() throws IOException {
    try (RudeServer server =
        new RudeServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":\"0", true)) {
      assertThat(http.send("test", server.request(), READ)).isInstanceOf(NoAnswer.class);
    }
  }

  @Test
  void givenNoHttp_whenSent_thenNoAnswer() throws IOException {
    try (RudeServer server = new RudeServer("SSH-2.0-OpenSSH_9.6\r\n\r\n", true)) {
      assertThat(http.send("test", server.request(), READ)).isInstanceOf(NoAnswer.class);
    }
  }

  @Test
  void givenBodyBeyondAnyMeasure_whenSent_thenNoAnswer() throws IOException {
    String body = "x".repeat(OutsideHttp.MAX_BODY_BYTES + 1);
    try (RudeServer server =
        new RudeServer(
            "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, false)) {
      OutsideAnswer answer = http.send("test", server.request(), Duration.ofSeconds(10));
      assertThat(answer).isInstanceOf(NoAnswer.class);
      assertThat(((NoAnswer) answer).what()).contains("longer");
    }
  }

  @Test
  void givenRedirect_whenSent_thenNotFollowed() throws IOException {
    try (RudeServer server =
        new RudeServer(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            false)) {
      assertThat(http.send("test", server.request(), READ)).isEqualTo(new Answered(302, ""));
    }
  }

  @Test
  void givenNobodyListening_whenSent_thenNotSent() throws IOException {
    HttpRequest request;
    try (RudeServer server = new RudeServer("", true)) {
      request = server.request();
    }
    assertThat(http.send("test", request, READ)).isInstanceOf(NotSent.class);
  }

  @Test
  void givenNoSuchHost_whenSent_thenNotSent() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://no-such-host.invalid/"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(http.send("test", request, Duration.ofSeconds(10))).isInstanceOf(NotSent.class);
  }

  @Test
  void givenUnitOfWorkOpen_whenSent_thenRefusedBeforeAnythingIsSent() throws IOException {
    OutsideHttp guarded =
        new OutsideHttp(
            call -> {
              throw new IllegalStateException(call);
            },
            READ);
    try (RudeServer server = new RudeServer("", true)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> guarded.send("test", server.request(), READ));
      assertThat(server.connections).hasValue(0);
    }
  }
}
