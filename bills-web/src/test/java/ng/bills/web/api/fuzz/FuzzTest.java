package ng.bills.web.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ng.bills.application.memory.TestSystem;
import ng.bills.web.api.InProcessApi;
import org.junit.jupiter.api.Test;

/**
 * Thousands of odd requests to the resources, without a server. {@code -Dseed=7 -Dfrom=123
 * -Drequests=1} makes one of them again.
 */
class FuzzTest {

  private static final String KEY = "Bearer in-process";

  /** The world in memory copies itself at every commit: it must stay small. */
  private static final int REQUESTS_OF_A_WORLD = 1_000;

  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void givenAnythingAtAll_whenSent_thenEveryAnswerIsOneOfOurs() {
    long seed = Long.getLong("seed", 1);
    int from = Integer.getInteger("from", 0);
    int requests = Integer.getInteger("requests", 6_000);
    for (int first = from; first < from + requests; first += REQUESTS_OF_A_WORLD) {
      send(seed, first, Math.min(first + REQUESTS_OF_A_WORLD, from + requests));
    }

    assertThat(complaints).as("seed %d, answers by status %s", seed, answers).isEmpty();
    if (requests >= 6_000) {
      assertThat(answers.keySet())
          .as("as many kinds of answers as there are")
          .contains(200, 201, 400, 401, 404, 405, 406, 409, 410, 413, 415, 422);
    }
  }

  private void send(long seed, int first, int end) {
    InProcessApi api = new InProcessApi();
    List<String> ids =
        IntStream.range(0, 3)
            .mapToObj(i -> api.system.request(TestSystem.electricity(5_000)).id().toString())
            .toList();
    RequestMaker maker = new RequestMaker(seed, KEY, ids);
    for (int number = first; number < end; number++) {
      FuzzRequest request = maker.apply(number);
      Optional<String> path = path(request);
      if (path.isPresent()) {
        complaint(api, request, path.get()).ifPresent(c -> complaints.add(c + "\n" + request));
      }
    }
  }

  /** Below the address of the API; none where the server would not get as far as here. */
  private static Optional<String> path(FuzzRequest request) {
    String path = request.target().replaceFirst("^/api(/v1)?(?=/|$)", "");
    try {
      URI.create("https://bills.test/api/v1" + path);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return request.sound() ? Optional.of(path) : Optional.empty();
  }

  private Optional<String> complaint(InProcessApi api, FuzzRequest request, String path) {
    boolean known = request.headers().contains(Map.entry("Authorization", KEY));
    InProcessApi.Answer answer;
    try {
      answer =
          api.send(
              request.method(),
              path,
              known ? Optional.of(TestSystem.PARTNER) : Optional.empty(),
              request.body(),
              request.headers());
    } catch (RuntimeException | AssertionError e) {
      return Optional.of("threw " + e);
    }
    answers.merge(answer.status(), 1, Integer::sum);
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return Verdict.of(request, answer.status(), headers, answer.body())
        .map(what -> what + ": " + answer.status() + " " + answer.body());
  }
}
