package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderHttpTest {
  private static final String ANSWER = "{\"token\":\"12345678901234567890\"}";

  private final Journal journal = new Journal();
  private SandboxServer server;

  /** A journal that fails so often before it keeps anything. */
  private static final class Journal implements ProviderExchanges {
    private final List<Exchange> kept = new ArrayList<>();
    private int failures;

    @Override
    public void append(Exchange exchange) {
      if (failures-- > 0) {
        throw new IllegalStateException("the database is away: " + exchange.response());
      }
      kept.add(exchange);
    }

    @Override
    public <T> Asked<T> about(PaymentId payment, Supplier<T> work) {
      return Asked.nobody(work.get());
    }

    @Override
    public List<Exchange> of(PaymentId payment) {
      return List.of();
    }

    @Override
    public List<Exchange> ordersOf(VendReference reference) {
      return List.of();
    }

    @Override
    public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
      return 0;
    }
  }

  @BeforeEach
  void start() {
    server = new SandboxServer("journalled", 0);
    server.route("GET", "/order", request -> Response.text(200, "application/json", ANSWER));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void givenJournalThatFails_whenAnswered_thenTheAnswerIsHandedOnAllTheSame(int failures) {
    journal.failures = failures;
    ProviderHttp http =
        new ProviderHttp(
            new OutsideHttp(call -> {}, Duration.ofSeconds(5)), journal, InstantSource.system());

    OutsideAnswer answer =
        http.exchange(
            new ProviderCode("acme"),
            new VendReference("202603091432abcdefgh12345678"),
            Kind.VEND,
            "",
            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/order")).build(),
            Duration.ofSeconds(5));

    assertThat(answer).isEqualTo(new OutsideAnswer.Answered(200, ANSWER));
    assertThat(journal.kept).hasSize(failures < 2 ? 1 : 0);
  }
}
