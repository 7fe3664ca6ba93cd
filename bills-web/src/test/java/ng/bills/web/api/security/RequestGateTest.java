package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.limit.LimitRequests.Verdict;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.partner.KeyId;
import ng.bills.web.api.problem.Problem;
import org.junit.jupiter.api.Test;

class RequestGateTest {

  private static final KeyId KEY = new KeyId(new UUID(1, 1));
  private static final Quota QUOTA = Quota.perWindow(600, Duration.ofMinutes(1));

  private final List<String> headers = new ArrayList<>();

  private Optional<Problem> count(Optional<Verdict> verdict) {
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                RequestGateTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  if (!method.getName().matches("(add|set)Header")) {
                    throw new UnsupportedOperationException(method.getName());
                  }
                  headers.add(arguments[0] + ": " + arguments[1]);
                  return null;
                });
    return new RequestGate(key -> verdict).count(KEY, response);
  }

  @Test
  void givenRoom_whenCounted_thenItGoesOnAndIsToldWhatIsLeft() {
    assertThat(count(Optional.of(new Verdict(true, QUOTA, 587, Duration.ofMillis(41_200)))))
        .isEmpty();
    assertThat(headers)
        .containsExactly("RateLimit-Policy: \"key\";q=600;w=60", "RateLimit: \"key\";r=587;t=42");
  }

  @Test
  void givenNone_whenCounted_then429WithTheSameTimeTwice() {
    Problem problem =
        count(Optional.of(new Verdict(false, QUOTA, 0, Duration.ofSeconds(17)))).orElseThrow();
    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.code()).isEqualTo("RATE_LIMIT");
    assertThat(problem.toJson("id").toString()).contains("\"violated_policies\":[\"key\"]");
    assertThat(headers)
        .containsExactly(
            "RateLimit-Policy: \"key\";q=600;w=60",
            "RateLimit: \"key\";r=0;t=17",
            "Retry-After: 17");
  }

  @Test
  void givenNoLimit_whenCounted_thenNothingIsSaid() {
    assertThat(count(Optional.empty())).isEmpty();
    assertThat(headers).isEmpty();
  }
}
