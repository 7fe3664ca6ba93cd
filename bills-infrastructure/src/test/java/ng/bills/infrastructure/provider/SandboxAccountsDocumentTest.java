package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;

/**
 * Pays for every magic meter and phone of the sandbox, by the real stages, the real adapters and
 * the sandboxes of all providers in the order of a system that sets none, and writes down how each
 * payment ends: {@code docs/sandbox.md} for reading, {@code sandbox.html} for {@code
 * /api/docs/sandbox}. Fails when they say something else.
 */
class SandboxAccountsDocumentTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-infrastructure -am test -Dtest=SandboxAccountsDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  private static final Path PAGE = Path.of("..", "docs", "sandbox.md").toAbsolutePath().normalize();
  private static final Path SERVED =
      Path.of("..", "bills-web", "src", "main", "resources")
          .resolve("ng/bills/web/api/docs/sandbox.html")
          .toAbsolutePath()
          .normalize();

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");

  /** It waits in real time, where this test has a clock of its own. */
  private static final int SLOW = VtpassOutcome.SLOW.number();

  private static final String SLOWLY = "completed, once the answer is there";

  private static final int MAX_STEPS = 1_000;
  private static final int AT_ONCE = 16;

  /** Who is asked first, see RoutingSettings. */
  private static final String[] FOR_METERS = {"flutterwave", "vtpass", "interswitch"};

  private static final String[] FOR_PHONES = {"vtpass", "flutterwave", "interswitch"};

  @Test
  void givenEveryMagicAccount_whenPaidFor_thenItEndsAsThePagesSay() throws Exception {
    SortedMap<Integer, SandboxAccount> accounts = accounts();
    ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<SandboxAccount, Future<SandboxAccount>> played = new LinkedHashMap<>();
      for (SandboxAccount account : accounts.values()) {
        played.put(account, atOnce.submit(() -> play(account)));
      }
      for (var one : played.entrySet()) {
        accounts.put(one.getKey().number(), one.getValue().get());
      }
    } finally {
      atOnce.shutdownNow();
    }

    same(PAGE, SandboxPage.markdown(accounts.values(), COMMAND));
    same(SERVED, SandboxPage.html(accounts.values()));
  }

  private static void same(Path file, String drawn) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, drawn);
    }
    assertThat(file).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(file))
        .as("%s is stale; write it again with: %s", file.getFileName(), COMMAND)
        .isEqualTo(drawn);
  }

  /** One for each number that any of the sandboxes knows. */
  private static SortedMap<Integer, SandboxAccount> accounts() {
    SortedMap<Integer, SandboxAccount> accounts = new TreeMap<>();
    for (FlutterwaveOutcome outcome : FlutterwaveOutcome.values()) {
      accounts
          .computeIfAbsent(
              outcome.number(),
              n ->
                  SandboxAccount.of(
                      n, FlutterwaveMagic.meter(outcome), FlutterwaveMagic.phone(outcome)))
          .means()
          .put("Flutterwave", outcome.meaning());
    }
    for (VtpassOutcome outcome : VtpassOutcome.values()) {
      accounts
          .computeIfAbsent(
              outcome.number(),
              n -> SandboxAccount.of(n, VtpassMagic.meter(outcome), VtpassMagic.phone(outcome)))
          .means()
          .put("VTpass", outcome.meaning());
    }
    for (InterswitchOutcome outcome : InterswitchOutcome.values()) {
      accounts
          .computeIfAbsent(
              outcome.number(),
              n ->
                  SandboxAccount.of(
                      n, InterswitchMagic.meter(outcome), InterswitchMagic.phone(outcome)))
          .means()
          .put("Interswitch", outcome.meaning());
    }
    return accounts;
  }

  private static SandboxAccount play(SandboxAccount account) {
    if (account.number() == SLOW) {
      return account.ending(SLOWLY, SLOWLY);
    }
    return account.ending(
        end(
            BillType.ELECTRICITY,
            new BillerCode("ekedc"),
            BillProviderContract.DISCO,
            FOR_METERS,
            TestSystem.electricity(account.meter(), 5_000)),
        end(
            BillType.AIRTIME,
            new BillerCode("mtn"),
            new BillerCode("mtn"),
            FOR_PHONES,
            TestSystem.airtime(500, account.phone())));
  }

  private static String end(
      BillType type, BillerCode biller, BillerCode theirs, String[] order, PaymentForm form) {
    return withAll(
        ContractStands.all(),
        new ArrayList<>(),
        stands -> {
          TestSystem system = system(stands, type, biller, theirs, order);
          Payment payment = system.request(form);
          system.pay(payment);
          runUntilItRests(system, payment);
          system.assertBooksAreTrue();
          return words(system.now(payment.id()));
        });
  }

  private static <T> T withAll(
      List<Class<? extends BillProviderContract>> left,
      List<BillProviderContract> stands,
      Function<List<BillProviderContract>, T> work) {
    if (left.isEmpty()) {
      return work.apply(stands);
    }
    return ContractStands.use(
        left.get(0),
        stand -> {
          stands.add(stand);
          return withAll(left.subList(1, left.size()), stands, work);
        });
  }

  private static TestSystem system(
      List<BillProviderContract> stands,
      BillType type,
      BillerCode biller,
      BillerCode theirs,
      String... order) {
    TestSystem system = new TestSystem(7, TestSystem.routing(order), new String[0]);
    // a morning of today, because some take references of today only
    Instant morning =
        LocalDate.ofInstant(InstantSource.system().instant(), LAGOS)
            .atTime(0, 1)
            .atZone(LAGOS)
            .toInstant();
    system.world.pass(Duration.between(system.world.instant(), morning));
    system.exchanges.alsoIn(
        reference -> stands.stream().flatMap(s -> s.exchanges(reference).stream()).toList());
    for (BillProviderContract stand : stands) {
      stand.answerAsDocumented();
      stand.knowEveryAccount();
      BillProvider adapter = new WatchedProvider(stand.provider(), system.world);
      system.others.add(adapter);
      system.catalogue.replace(
          adapter.code(),
          List.of(
              new CatalogueOffer(
                  type,
                  biller,
                  biller.value(),
                  stand.item(type, theirs),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())),
          morning);
    }
    return system;
  }

  private static void runUntilItRests(TestSystem system, Payment payment) {
    for (int step = 0; step < MAX_STEPS; step++) {
      system.tick();
      Payment now = system.now(payment.id());
      boolean rests =
          now.review().isPresent()
              || now.state() == PaymentState.COMPLETED
              || now.state() == PaymentState.REFUNDED;
      if (rests) {
        system.run(Duration.ofMinutes(30), Duration.ofMinutes(5));
        return;
      }
      system.world.pass(
          now.nextActionAt()
              .map(due -> Duration.between(system.world.instant(), due))
              .filter(wait -> wait.compareTo(Duration.ofSeconds(1)) > 0)
              .orElse(Duration.ofSeconds(1)));
    }
    throw new AssertionError("never came to rest: " + system.now(payment.id()));
  }

  /** As the API says it. */
  private static String words(Payment end) {
    String state = end.state().wireName();
    String why = end.failure().map(failure -> ", " + failure.code()).orElse("");
    String person =
        end.review()
            .map(r -> "; a person looks (" + r.kind().name().toLowerCase(Locale.ROOT) + ")")
            .orElse("");
    return state + why + person;
  }
}
