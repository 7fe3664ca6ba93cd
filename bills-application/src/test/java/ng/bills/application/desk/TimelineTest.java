package ng.bills.application.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.act.ActResult;
import ng.bills.application.act.ActWish;
import ng.bills.application.act.RevealToStaff;
import ng.bills.application.desk.TimelineEntry.Kind;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.memory.HookStand;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.Test;

/** Everything that happened to a payment stands in its timeline, in order, and nothing else. */
class TimelineTest {

  private static final Colleague AGENT = colleague(1, "Amina", StaffRole.AGENT);
  private static final Colleague SUPERVISOR = colleague(2, "Bola", StaffRole.SUPERVISOR);
  private static final Optional<String> EVIDENCE = Optional.of("mail of the provider of today");
  private static final String WHY = "customer called, ticket 17";

  private final TestSystem system = new TestSystem();
  private final HookStand hooks = new HookStand(system.world);
  private final ReadPaymentFile files =
      new ReadPaymentFile(
          system.world.payments(),
          system.world.history(),
          system.world.notes(),
          system.world.receipts(),
          system.world.refunds(),
          system.world.notices(),
          system.world.journal(),
          system.world.refundClocks(),
          system.exchanges,
          system.world.events(),
          hooks.deliveries,
          system.world.staffActs(),
          system.world.auditLog(),
          system.world.reviewOwners(),
          system.world.unitOfWork());

  private static Colleague colleague(long n, String name, StaffRole role) {
    return new Colleague(new StaffId(new UUID(9, n)), name, Set.of(role));
  }

  private List<TimelineEntry> timeline(Payment payment) {
    return files.read(payment.id()).orElseThrow().timeline();
  }

  private List<String> told(Payment payment, Kind kind) {
    return timeline(payment).stream()
        .filter(e -> e.kind() == kind)
        .map(e -> e.who() + ": " + e.text())
        .toList();
  }

  private Payment requested() {
    return system.request(TestSystem.electricity(5_000));
  }

  private Payment paid() {
    Payment payment = requested();
    system.pay(payment);
    system.tick();
    return system.now(payment.id());
  }

  private VendReference reference(Payment payment) {
    return system.now(payment.id()).attempts().get(0).reference();
  }

  private void inOrder(Payment payment) {
    List<TimelineEntry> entries = timeline(payment);
    assertThat(entries).extracting(TimelineEntry::at).isSorted();
    assertThat(timeline(payment)).isEqualTo(entries);
  }

  @Test
  void givenPartnerThatFailsFirst_whenRead_thenEachCallWithItsAnswerStandsThere() {
    hooks.endpoint(TestSystem.PARTNER, "https://partner.example/hooks", "bill.payment.completed");
    hooks.answers(
        "partner.example",
        call ->
            new HookCaller.Answer(
                Optional.of(503),
                Optional.of("not 2xx"),
                Optional.of("{\"customer\":\"08030001122\"}"),
                Optional.empty()));
    Payment payment = paid();
    hooks.deliver();
    hooks.answers("partner.example", call -> HookStand.OK);
    system.world.pass(Duration.ofMinutes(10));
    hooks.deliver();

    List<TimelineEntry> partner =
        timeline(payment).stream().filter(e -> e.kind() == Kind.PARTNER).toList();
    assertThat(partner).extracting(TimelineEntry::who).containsOnly("partner.example");
    assertThat(partner.get(0).text()).isEqualTo("bill.payment.completed is delivered, calls 2");
    assertThat(partner.get(0).detail().orElseThrow()).contains("bill.payment.completed");
    assertThat(partner.get(1).text())
        .startsWith("bill.payment.completed, call 1: HTTP 503, not 2xx after ");
    assertThat(partner.get(1).detail()).contains("{\"customer\":\"****\"}");
    assertThat(partner.get(2).text()).startsWith("bill.payment.completed, call 2: HTTP 200");
    assertThat(partner).hasSize(3);
    inOrder(payment);
  }

  @Test
  void givenWebhookOfAProvider_whenRead_thenWithItsMaskedBody() {
    system.provider().then(Act.PEND);
    Payment payment = paid();
    system.takeInWebhook.takeIn(
        "vtpass",
        ScriptedProvider.webhook(
            "1", Optional.of(reference(payment)), Optional.of("45012345678"), "transaction"));
    system.bringEvents();
    assertThat(told(payment, Kind.WEBHOOK))
        .singleElement()
        .satisfies(t -> assertThat(t).startsWith("vtpass: transaction is due"));
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());
    system.run(Duration.ofMinutes(10), Duration.ofSeconds(10));
    assertThat(told(payment, Kind.WEBHOOK))
        .singleElement()
        .satisfies(t -> assertThat(t).startsWith("vtpass: transaction is applied"));
    assertThat(
            timeline(payment).stream()
                .filter(e -> e.kind() == Kind.WEBHOOK)
                .findFirst()
                .flatMap(TimelineEntry::detail)
                .orElseThrow())
        .contains("45****78")
        .doesNotContain("45012345678");
  }

  @Test
  void givenExchange_whenRead_thenRequestAndAnswerAreMasked() {
    Payment payment = paid();
    system.exchanges.about(
        payment.id(),
        () -> {
          system.exchanges.append(
              new ProviderExchanges.Exchange(
                  system.provider().code(),
                  Optional.empty(),
                  ProviderExchanges.Kind.ACCOUNT_CHECK,
                  "POST /verify\nmeter=45012345678",
                  200,
                  "{\"Customer_Name\":\"ADA OBI\"}",
                  system.world.instant(),
                  Duration.ofMillis(17)));
          return 0;
        });
    TimelineEntry exchange =
        timeline(payment).stream().filter(e -> e.kind() == Kind.EXCHANGE).findFirst().orElseThrow();
    assertThat(exchange.text()).isEqualTo("account_check: HTTP 200 after 17 ms");
    assertThat(exchange.detail().orElseThrow())
        .contains("POST /verify")
        .doesNotContain("45012345678", "ADA OBI");
  }

  @Test
  void givenNoticeSentAgain_whenRead_thenBothTimesStandThere() {
    Payment payment = paid();
    Instant first = system.world.instant();
    assertThat(told(payment, Kind.NOTICE)).hasSize(2);
    Notice notice = system.world.call(() -> system.world.notices().of(payment.id())).get(0);
    system.world.pass(Duration.ofHours(1));
    system.requestAct.request(
        AGENT,
        ActWish.on(payment.id(), ActKind.SEND_AGAIN, WHY, Optional.empty()).about(notice.id()));
    system.tick();
    List<TimelineEntry> channel =
        timeline(payment).stream()
            .filter(e -> e.kind() == Kind.NOTICE)
            .filter(e -> e.who().equals(notice.channel().wireName()))
            .toList();
    assertThat(channel)
        .extracting(TimelineEntry::text)
        .containsExactly(
            notice.kind().wireName() + " was sent, try 1",
            notice.kind().wireName() + " is sent, try 1");
    assertThat(channel.get(0).at()).isEqualTo(first);
    inOrder(payment);
  }

  @Test
  void givenNoticesThatFailAndAreGivenUp_whenRead_thenEachTryStandsThere() {
    Payment payment = paid();
    Notice notice = system.world.call(() -> system.world.notices().of(payment.id())).get(0);
    system.world.call(
        () -> {
          system.world.notices().save(notice.again(system.world.instant()));
          return 0;
        });
    for (int i = 0; i < 2; i++) {
      boolean last = i == 1;
      system.world.call(
          () -> {
            Notice held = system.world.notices().find(notice.id()).orElseThrow();
            system
                .world
                .notices()
                .save(
                    last
                        ? held.givenUp("no such box")
                        : held.failed(
                            "busy",
                            system.policy.notices(),
                            system.world.random(),
                            held.nextActionAt().orElseThrow()));
            return 0;
          });
    }
    assertThat(told(payment, Kind.NOTICE))
        .contains(
            notice.channel().wireName()
                + ": "
                + notice.kind().wireName()
                + " was not sent and is tried again, try 1: busy",
            notice.channel().wireName()
                + ": "
                + notice.kind().wireName()
                + " was not sent and is given up, try 2: no such box");
  }

  @Test
  void givenReviewThatIsOver_whenRead_thenWhyItNeededSomebodyStandsThere() {
    system.provider().then(Act.LOSE);
    Payment payment = paid();
    system.provider().nowSays(reference(payment), new Pending(Optional.empty(), "099"));
    system.run(Duration.ofHours(25), Duration.ofMinutes(10));
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());
    assertThat(
            system.requestAct.request(
                SUPERVISOR, ActWish.on(payment.id(), ActKind.CLOSE_REVIEW, WHY, Optional.empty())))
        .isInstanceOf(ActResult.Done.class);
    system.run(Duration.ofMinutes(20), Duration.ofMinutes(5));
    Payment now = system.now(payment.id());
    assertThat(now.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(now.review()).isEmpty();
    assertThat(told(payment, Kind.REVIEW))
        .singleElement()
        .satisfies(t -> assertThat(t).startsWith("bills: needs a person (outcome_unknown): "));
    assertThat(told(payment, Kind.ACT))
        .singleElement()
        .satisfies(t -> assertThat(t).startsWith("Bola: close_review"));
    inOrder(payment);
  }

  @Test
  void givenActs_whenRead_thenProposedApprovedLapsedAndRevealedEachInItsMoment() {
    Payment payment = paid();
    system.revealToStaff.reveal(AGENT, payment.id(), RevealToStaff.Secret.TOKENS, WHY);
    propose(payment);
    system.world.pass(Duration.ofHours(25)); // nobody decided
    StaffAct second = propose(payment);
    Instant lapsed = system.world.instant();
    system.world.pass(Duration.ofMinutes(1));
    assertThat(system.decideAct.approve(SUPERVISOR, second.id(), "seen"))
        .isInstanceOf(ActResult.Done.class);
    system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));

    assertThat(told(payment, Kind.ACT))
        .containsExactly(
            "Amina: reveal (executed): " + WHY + " – tokens shown",
            "Amina: refund proposed: " + WHY,
            "bills: refund lapsed (did not hold any more)",
            "Amina: refund proposed: " + WHY,
            "Bola: refund approved and done: seen");
    TimelineEntry end =
        timeline(payment).stream()
            .filter(e -> e.text().startsWith("refund lapsed"))
            .findFirst()
            .orElseThrow();
    assertThat(end.at()).isEqualTo(lapsed);
    assertThat(told(payment, Kind.REFUND)).anyMatch(t -> t.endsWith("is back"));
    inOrder(payment);
  }

  private StaffAct propose(Payment payment) {
    ActResult result =
        system.requestAct.request(AGENT, ActWish.on(payment.id(), ActKind.REFUND, WHY, EVIDENCE));
    assertThat(result).isInstanceOf(ActResult.Waiting.class);
    return ((ActResult.Waiting) result).act();
  }
}
