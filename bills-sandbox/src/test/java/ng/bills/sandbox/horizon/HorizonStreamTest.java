package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HorizonStreamTest {
  private final Bench bench = Bench.manual();
  private final HorizonSandbox sandbox = bench.sandbox;

  @AfterEach
  void stop() {
    bench.close();
  }

  private String path() {
    return "/accounts/" + bench.wallet.account() + "/payments";
  }

  /** An open stream, read line by line. */
  private final class Reader implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Reader(String query, String lastEventId) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path() + query))
              .header("Accept", "text/event-stream");
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      response = bench.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The lines of the next frame; empty at the end of the stream. */
    List<String> frame() {
      List<String> frame = new ArrayList<>();
      try {
        for (String line = lines.readLine();
            line != null && !line.isEmpty();
            line = lines.readLine()) {
          frame.add(line);
        }
      } catch (IOException e) {
        frame.add("cut"); // the connection broke in the middle
      }
      return frame;
    }

    /** The id of the next frame's event. */
    String id() {
      return frame().get(0).replace("id: ", "");
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }

  private String latest() {
    return bench.records(path() + "?order=desc&limit=1").getJsonObject(0).getString("id");
  }

  private String pay() {
    sandbox.pay(bench.customer.account(), bench.wallet.account(), bench.asset, Bench.NGN, "BILL");
    sandbox.tick();
    return latest();
  }

  @Test
  void givenOpenStream_whenALedgerIsIngested_thenTheRecordIsPushed() throws Exception {
    try (Reader reader = new Reader("?cursor=now&limit=2&join=transactions", null)) {
      assertThat(reader.response.headers().firstValue("Content-Type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(reader.frame()).containsExactly("retry: 1000", "event: open", "data: \"hello\"");
      sandbox.tick();
      String first = pay();
      List<String> frame = reader.frame();
      assertThat(frame.get(0)).isEqualTo("id: " + first);
      assertThat(
              JsonText.parseObject(frame.get(1).substring("data: ".length()))
                  .getJsonObject("transaction")
                  .getString("memo"))
          .isEqualTo("BILL");
      String second = pay();
      assertThat(reader.id()).isEqualTo(second);
      assertThat(reader.frame()).containsExactly("retry: 10", "event: close", "data: \"byebye\"");
      assertThat(reader.frame()).isEmpty();
    }
  }

  @Test
  void givenLastEventId_whenReconnected_thenItOverridesTheCursor() throws Exception {
    String first = pay();
    String second = pay();
    try (Reader reader = new Reader("?cursor=0&limit=1", first)) {
      reader.frame();
      assertThat(reader.id()).isEqualTo(second);
    }
  }

  private void fault(String effect) {
    sandbox.faults().add(FaultRule.when("GET", ".*/payments").effect(effect));
  }

  @Test
  void givenDuplicates_whenStreamed_thenEveryEventComesTwice() throws Exception {
    String before = latest();
    String only = pay();
    fault("sse-duplicate");
    try (Reader reader = new Reader("?limit=1&cursor=" + before, null)) {
      reader.frame();
      assertThat(List.of(reader.id(), reader.id())).containsExactly(only, only);
    }
  }

  @Test
  void givenOutOfOrder_whenReconnected_thenTheSecondEventComesFirst() throws Exception {
    String before = latest();
    String first = pay();
    String second = pay();
    sandbox
        .faults()
        .add(FaultRule.when("GET", ".*/payments").effect("sse-out-of-order-on-reconnect"));
    try (Reader reader = new Reader("?limit=2", before)) {
      reader.frame();
      assertThat(List.of(reader.id(), reader.id())).containsExactly(second, first);
    }
  }

  @Test
  void givenErrorEventCutOrSilence_whenStreamed_thenTheEventIsNotSeen() throws Exception {
    String before = latest();
    pay();
    fault("sse-error-event");
    try (Reader reader = new Reader("?limit=1&cursor=" + before, null)) {
      reader.frame();
      assertThat(reader.frame()).containsExactly("event: error", "data: Unexpected stream error");
    }
    sandbox.faults().clear();
    fault("sse-cut-mid-event");
    try (Reader reader = new Reader("?limit=1&cursor=" + before, null)) {
      reader.frame();
      assertThat(reader.frame()).last().isEqualTo("cut");
    }
    sandbox.faults().clear();
    fault("sse-silence");
    try (Reader reader = new Reader("?limit=1&cursor=" + before, null)) {
      reader.frame();
      assertThat(reader.frame()).contains("event: close");
    }
  }
}
