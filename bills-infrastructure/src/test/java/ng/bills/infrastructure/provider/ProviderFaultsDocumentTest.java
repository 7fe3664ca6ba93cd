package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.BillProviderContract.Behaviour;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.Response;
import org.junit.jupiter.api.Test;

/**
 * Lets a customer pay for electricity through every adapter and every fault, by the real stages and
 * over HTTP against the adapter's sandbox, and writes down how each ended in {@code
 * docs/provider-faults.md}; fails when the file says something else, or when anything ends
 * otherwise than delivered once, refunded once or with a person.
 */
class ProviderFaultsDocumentTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-infrastructure -am test -Dtest=ProviderFaultsDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  /** The module's directory is where Maven runs its tests. */
  private static final Path FILE =
      Path.of("..", "docs", "provider-faults.md").toAbsolutePath().normalize();

  private static final BillerCode BILLER = new BillerCode("ekedc");
  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final int MAX_STEPS = 1_000;
  private static final int AT_ONCE = 12;
  private static final String NOT_OFFERED = "–";

  /**
   * A fault.
   *
   * @param name in words
   * @param behaviour how the sandbox behaves for the meter
   * @param adapter which adapter is used
   * @param prepare what is done to the sandbox before
   * @param webhooks whether webhooks come, repeated and in the wrong order
   */
  private record Fault(
      String name,
      Behaviour behaviour,
      Function<BillProviderContract, BillProvider> adapter,
      Consumer<BillProviderContract> prepare,
      boolean webhooks) {

    static Fault of(String name, Behaviour behaviour) {
      return new Fault(name, behaviour, BillProviderContract::provider, stand -> {}, false);
    }

    Fault by(Function<BillProviderContract, BillProvider> other) {
      return new Fault(name, behaviour, other, prepare, webhooks);
    }

    Fault after(Consumer<BillProviderContract> preparation) {
      return new Fault(name, behaviour, adapter, preparation, webhooks);
    }

    Fault withWebhooks() {
      return new Fault(name, behaviour, adapter, prepare, true);
    }
  }

  /** How a payment ended. */
  private enum Ending {
    DELIVERED_ONCE("delivered once"),
    /** The customer has his token; what was charged is not what was ordered. */
    AMOUNT_FOR_A_PERSON("delivered once, a person looks at the amount"),
    /** The answer with the token was lost, and the provider does not tell it again. */
    TOKEN_FOR_A_PERSON("delivered once, a person asks for the token"),
    REFUNDED_ONCE("refunded once"),
    /** Nothing delivered, nothing refunded: the provider never says. */
    WAITS_FOR_A_PERSON("waits for a person");

    private final String words;

    Ending(String words) {
      this.words = words;
    }
  }

  /** What the network or the provider does to one answer. */
  private record Spoilt(String words, String effect, Map<String, ?> parameters) {}

  private static final String HELD_BEFORE = "table-held-before";
  private static final String HELD_AFTER = "table-held-after";

  private static List<Spoilt> spoilt() {
    Map<String, ?> none = Map.of();
    return List.of(
        new Spoilt("not answered, not carried out", HELD_BEFORE, none),
        new Spoilt("not answered, carried out", HELD_AFTER, none),
        new Spoilt("cut off before the work", "close-before", none),
        new Spoilt("cut off after the work", "close-after", none),
        new Spoilt("500 before the work", "status", Map.of("code", 500, "body", "{}")),
        new Spoilt("500 after the work", "status-after", Map.of("code", 500, "body", "{}")),
        new Spoilt("a proxy's 502 before the work", "html502", none),
        new Spoilt("a proxy's 502 after the work", "html502-after", none),
        new Spoilt("429 before the work", "status", Map.of("code", 429, "body", "{}")),
        new Spoilt("429 after the work", "status-after", Map.of("code", 429, "body", "{}")),
        new Spoilt("redirected after the work", "status-after", Map.of("code", 302, "body", "")),
        new Spoilt("answered with nothing", "status-after", Map.of("code", 200, "body", "")),
        new Spoilt("answered with garbage", "garbage", none),
        new Spoilt("answered in part", "cut", Map.of("bytes", 25)),
        new Spoilt("answered drop by drop", "trickle", Map.of("bytes", 1, "ms", 40)));
  }

  private static void spoil(BillProviderContract stand, FaultRule rule, Spoilt how) {
    stand
        .faults()
        .register(HELD_BEFORE, (request, fault, next) -> held())
        .register(
            HELD_AFTER,
            (request, fault, next) -> {
              next.handle(request);
              return held();
            })
        .add(rule.effect(how.effect(), how.parameters()));
  }

  private static Response held() {
    return Response.unanswered().delayed(Duration.ofSeconds(20));
  }

  private static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (Behaviour behaviour : Behaviour.values()) {
      faults.add(Fault.of(behaviour.name().toLowerCase(Locale.ROOT).replace('_', ' '), behaviour));
    }
    faults.add(
        Fault.of("nobody listening", Behaviour.DELIVERED)
            .by(BillProviderContract::providerWithNobodyListening));
    faults.add(
        Fault.of("TLS error", Behaviour.DELIVERED).by(BillProviderContract::providerWithBrokenTls));
    faults.add(
        Fault.of("our keys refused", Behaviour.DELIVERED)
            .by(BillProviderContract::providerWithWrongKeys));
    faults.add(
        Fault.of("delivered for another amount", Behaviour.DELIVERED)
            .after(BillProviderContract::nameAnotherAmount));
    for (Spoilt how : spoilt()) {
      faults.add(
          Fault.of("order " + how.words(), Behaviour.DELIVERED)
              .after(stand -> spoil(stand, FaultRule.when("POST", stand.orderPath()).once(), how)));
    }
    for (Spoilt how : spoilt()) {
      faults.add(
          Fault.of(
                  "order cut off after the work, first questions " + how.words(),
                  Behaviour.DELIVERED)
              .after(
                  stand -> {
                    spoil(
                        stand,
                        FaultRule.when("POST", stand.orderPath()).once(),
                        new Spoilt("", "close-after", Map.of()));
                    spoil(stand, FaultRule.when("*", stand.questionPath()).times(4), how);
                  }));
    }
    faults.add(
        Fault.of(
                "pending then delivered, webhooks repeated and in the wrong order",
                Behaviour.PENDING_THEN_DELIVERED)
            .withWebhooks());
    faults.add(
        Fault.of(
                "timeout then failed, webhooks repeated and in the wrong order",
                Behaviour.TIMEOUT_THEN_FAILED)
            .withWebhooks());
    return faults;
  }

  @Test
  void givenEveryAdapterAndFault_whenACustomerPays_thenItEndsAsTheDocumentSays() throws Exception {
    Map<String, Map<String, String>> endings = new LinkedHashMap<>();
    faults().forEach(fault -> endings.put(fault.name(), new ConcurrentSkipListMap<>()));
    // each has a sandbox and a system of its own, and mostly waits for answers that do not come
    ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> played = new ArrayList<>();
      for (Class<? extends BillProviderContract> type : ContractStands.all()) {
        for (Fault fault : faults()) {
          played.add(atOnce.submit(() -> play(type, fault, endings.get(fault.name()))));
        }
      }
      for (Future<?> one : played) {
        one.get();
      }
    } finally {
      atOnce.shutdownNow();
    }
    String drawn = draw(endings);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn);
    }

    assertThat(FILE).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(FILE))
        .as("docs/provider-faults.md is stale; write it again with: %s", COMMAND)
        .isEqualTo(drawn);
  }

  private static void play(
      Class<? extends BillProviderContract> type, Fault fault, Map<String, String> endings) {
    ContractStands.use(
        type, stand -> endings.put(stand.provider().code().value(), ending(stand, fault)));
  }

  private static String ending(BillProviderContract stand, Fault fault) {
    String meter;
    try {
      meter = stand.meter(fault.behaviour());
    } catch (UnsupportedOperationException e) {
      return NOT_OFFERED; // this provider cannot behave so
    }
    TestSystem system =
        new TestSystem(7, TestSystem.routing(stand.provider().code().value()), new String[0]);
    // a morning of today, because some take references of today only
    Instant morning =
        LocalDate.ofInstant(InstantSource.system().instant(), LAGOS)
            .atTime(0, 1)
            .atZone(LAGOS)
            .toInstant();
    system.world.pass(Duration.between(system.world.instant(), morning));
    stand.answerAsDocumented();
    system.exchanges.alsoIn(stand::exchanges);
    BillProvider adapter = new WatchedProvider(fault.adapter().apply(stand), system.world);
    system.others.add(adapter);
    system.catalogue.replace(
        adapter.code(),
        List.of(
            new CatalogueOffer(
                BillType.ELECTRICITY,
                BILLER,
                "Eko Electricity",
                stand.item(BillType.ELECTRICITY, BillProviderContract.DISCO),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        morning);
    int before = stand.reallyVended(meter);
    fault.prepare().accept(stand);
    Payment payment = system.request(TestSystem.electricity(meter, 5_000));
    system.pay(payment);

    runUntilItRests(system, payment, fault.webhooks());

    String what = adapter.code() + ", " + fault.name();
    int vended = stand.reallyVended(meter) - before;
    system.assertBooksAreTrue();
    return judge(what, system, payment, vended).words;
  }

  private static void runUntilItRests(TestSystem system, Payment payment, boolean webhooks) {
    for (int step = 0; step < MAX_STEPS; step++) {
      system.tick();
      if (webhooks) {
        sendWebhooks(system, payment, step);
        system.bringEvents();
      }
      Payment now = system.now(payment.id());
      boolean rests =
          now.review().isPresent()
              || now.state() == PaymentState.COMPLETED
              || now.state() == PaymentState.REFUNDED;
      if (rests) {
        // longer: whoever is late must not change it any more
        system.run(Duration.ofMinutes(30), Duration.ofMinutes(5));
        return;
      }
      Duration wait =
          now.nextActionAt()
              .map(due -> Duration.between(system.world.instant(), due))
              .filter(d -> d.compareTo(Duration.ofSeconds(1)) > 0)
              .orElse(Duration.ofSeconds(1));
      system.world.pass(wait);
    }
    throw new AssertionError("never came to rest: " + system.now(payment.id()));
  }

  private static void sendWebhooks(TestSystem system, Payment payment, int step) {
    Payment now = system.now(payment.id());
    if (now.attempts().isEmpty() || now.state() != PaymentState.PROVIDER_PROCESSING) {
      return;
    }
    String provider = now.attempts().get(0).provider().value();
    VendReference reference = now.attempts().get(0).reference();
    List<String> kinds = List.of("reversed", "delivered", "failed", "pending");
    for (int i = 0; i < kinds.size(); i++) {
      // each four times, today's news before yesterday's
      String text = (9 - i) + "-" + Math.min(step, 1) + " " + reference + " " + kinds.get(i);
      WebhookDelivery delivery =
          new WebhookDelivery(Map.of(), text.getBytes(StandardCharsets.UTF_8));
      for (int times = 0; times < 4; times++) {
        assertThat(system.takeInWebhook.takeIn(provider, delivery))
            .isEqualTo(TakeInWebhook.Result.TAKEN_IN);
      }
    }
  }

  private static Ending judge(String what, TestSystem system, Payment payment, int vended) {
    Payment end = system.now(payment.id());
    List<Refund> refunds = system.world.allRefunds();
    if (end.state() == PaymentState.COMPLETED) {
      assertThat(vended).as("%s: vended in truth", what).isEqualTo(1);
      assertThat(refunds).as("%s: refunds", what).isEmpty();
      assertThat(end.delivery().flatMap(d -> d.creditToken())).as("%s: token", what).isPresent();
      if (end.review().filter(r -> r.kind() == Review.Kind.AMOUNT_DIFFERS).isPresent()) {
        return Ending.AMOUNT_FOR_A_PERSON;
      }
      assertThat(end.review()).as(what).isEmpty();
      return Ending.DELIVERED_ONCE;
    }
    if (end.state() == PaymentState.REFUNDED) {
      assertThat(vended).as("%s: vended in truth", what).isZero();
      assertThat(refunds).as("%s: refunds", what).hasSize(1);
      assertThat(refunds.get(0).state()).as(what).isEqualTo(RefundState.CONFIRMED);
      return Ending.REFUNDED_ONCE;
    }
    assertThat(end.review()).as("%s: %s", what, end).isPresent();
    assertThat(refunds).as("%s: refunds", what).isEmpty();
    assertThat(end.attempts()).as("%s: attempts", what).hasSize(1);
    if (end.review().filter(r -> r.kind() == Review.Kind.TOKEN_MISSING).isPresent()) {
      assertThat(vended).as("%s: vended in truth", what).isEqualTo(1);
      return Ending.TOKEN_FOR_A_PERSON;
    }
    return Ending.WAITS_FOR_A_PERSON;
  }

  private static String draw(Map<String, Map<String, String>> endings) {
    List<String> adapters =
        endings.values().stream().flatMap(m -> m.keySet().stream()).distinct().toList();
    StringBuilder text = new StringBuilder();
    text.append("# How every fault of a provider ends\n\n")
        .append("Written by the build; do not edit. Write it again with\n`")
        .append(COMMAND)
        .append("`.\n\n")
        .append("For each adapter and fault a customer pays for electricity through the real")
        .append(" stages and the real adapter,\nwhich talks to the provider's sandbox over HTTP;")
        .append(" no other provider is there to fall back to. The test also\ncounts what the")
        .append(" sandbox vended in truth and what was refunded: delivered means vended once, with")
        .append(" its token\nand without a refund; refunded means never vended and one confirmed")
        .append(" refund; the books are in balance in\neither case. What a provider never tells")
        .append(" waits for a person with one attempt and no refund. The sandboxes answer as")
        .append(" documented: a query of\nInterswitch tells no token, so one whose only answer was")
        .append(" lost on the way is asked for by a person. Webhooks are\nhanded to the")
        .append(" core as read; each adapter's own tests forge and sign them. `")
        .append(NOT_OFFERED)
        .append("` is a fault that a provider cannot\nshow. A new adapter is in as soon as its")
        .append(" contract test is.\n\n| fault |");
    adapters.forEach(a -> text.append(' ').append(a).append(" |"));
    text.append("\n|---|").append("---|".repeat(adapters.size())).append('\n');
    endings.forEach(
        (fault, byAdapter) -> {
          text.append("| ").append(fault).append(" |");
          adapters.forEach(
              a -> text.append(' ').append(byAdapter.getOrDefault(a, NOT_OFFERED)).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }
}
