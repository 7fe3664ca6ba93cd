package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ng.bills.web.api.fuzz.FuzzRequest;
import ng.bills.web.api.fuzz.RequestMaker;
import ng.bills.web.api.fuzz.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Thousands of odd requests to the running server; {@code ./mvnw -Pfuzz -Drequests=50000 -Dseed=1}
 * sends more of them.
 */
class FuzzIT extends AcceptanceTest {

  /** A per cent sign that is no escape. */
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final int THREADS = 4;
  private static final int ENOUGH = 20;

  /** Payara reads on for a body that does not come; docs/deploy.md leaves it to the proxy. */
  private static final String UNANSWERED = "CONNECT";

  private final int requests = Integer.parseInt(System.getProperty("bills.fuzz.requests", "5000"));
  private final long seed = Long.parseLong(System.getProperty("bills.fuzz.seed", "1"));
  private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  @Test
  void givenAnythingAtAll_whenSent_thenEveryAnswerIsOneOfOursAndNoneIs500() throws Exception {
    String key = system().newApiKey("fuzz");
    PartnerClient partner = new PartnerClient(system(), key);
    List<String> ids =
        Stream.generate(
                () ->
                    partner
                        .request(
                            PartnerClient.electricity("45087654321", "PREPAID", 5_000),
                            "fuzz@customer.example")
                        .id())
            .limit(3)
            .toList();
    RequestMaker maker = new RequestMaker(seed, "Bearer " + key, ids);
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> send(maker, next)));
      }
      for (Future<?> one : running) {
        one.get(requests / 5 + 60L, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    System.getLogger("fuzz")
        .log(
            System.Logger.Level.INFO,
            "seed {0}: {1} requests, answers by status {2}",
            Long.toString(seed),
            Integer.toString(requests),
            answers);

    assertThat(complaints).as("seed %d, answers by status %s", seed, answers).isEmpty();
    assertThat(answers.keySet())
        .as("as many kinds of answers as there are")
        .contains(200, 201, 400, 401, 404, 405, 406, 413, 415, 422);
    assertThat(partner.get("/api/v1/bills/types").statusCode()).isEqualTo(200);
  }

  private Void send(RequestMaker maker, AtomicInteger next) throws IOException {
    try (PlainConnection connection = new PlainConnection(system().httpPort())) {
      for (int number = next.getAndIncrement();
          number < requests && complaints.size() < ENOUGH;
          number = next.getAndIncrement()) {
        FuzzRequest request = maker.apply(number);
        if (request.method().equals(UNANSWERED)) {
          continue;
        }
        complaint(connection, request).ifPresent(what -> complaints.add(what + "\n" + request));
      }
    }
    return null;
  }

  private Optional<String> complaint(PlainConnection connection, FuzzRequest request) {
    PlainConnection.Answer answer;
    try {
      answer = connection.send(request);
    } catch (IOException e) {
      return request.sound() ? Optional.of("no answer: " + e) : Optional.empty();
    }
    answers.computeIfAbsent(answer.status(), s -> new AtomicInteger()).incrementAndGet();
    if (answer.status() == 200
        && answer.body().isEmpty()
        && BROKEN_ESCAPE.matcher(request.target()).find()) {
      return Optional.empty(); // answered by Payara itself; the proxy refuses it (docs/deploy.md)
    }
    return Verdict.of(request, answer.status(), answer.headers(), answer.body())
        .map(what -> what + ": " + answer.status() + " " + answer.body());
  }
}
