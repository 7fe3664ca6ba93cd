package ng.bills.application.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ng.bills.application.act.ActResult.Done;
import ng.bills.application.act.ActResult.NotDone;
import ng.bills.application.act.ActResult.Waiting;
import ng.bills.application.act.ActResult.Why;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff do, over the real use cases and stages, with second persons, changes and deaths. */
class StaffActsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long TOTAL = 50_300_000_000L; // 5,030 cNGN in stroops
  private static final Optional<String> EVIDENCE = Optional.of("statement of the provider, line 4");
  private static final String WHY = "customer called, ticket 17";

  private static final Colleague AGENT = colleague(1, "Amina", StaffRole.AGENT);
  private static final Colleague SUPERVISOR = colleague(2, "Bola", StaffRole.SUPERVISOR);
  private static final Colleague FINANCE = colleague(3, "Chidi", StaffRole.FINANCE);
  private static final Colleague AUDITOR = colleague(4, "Dayo", StaffRole.AUDITOR);

  private final TestSystem system = new TestSystem();

  private static Colleague colleague(long n, String name, StaffRole role) {
    return new Colleague(new StaffId(new UUID(9, n)), name, Set.of(role));
  }

  private Payment paid() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    system.tick();
    return system.now(payment.id());
  }

  private Payment completed() {
    Payment payment = paid();
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    return payment;
  }

  /** No answer for so long that a person looks. */
  private Payment unknown() {
    system.provider().then(Act.LOSE);
    Payment payment = paid();
    Attempt live = payment.liveAttempt().orElseThrow();
    system.provider().nowSays(live.reference(), new Pending(Optional.empty(), "099"));
    system.run(Duration.ofHours(25), Duration.ofMinutes(10));
    Payment now = system.now(payment.id());
    assertThat(now.review().orElseThrow().kind()).isEqualTo(Review.Kind.OUTCOME_UNKNOWN);
    return now;
  }

  private ActResult request(Colleague by, Payment payment, ActKind kind) {
    return system.requestAct.request(by, ActWish.on(payment.id(), kind, WHY, EVIDENCE));
  }

  private StaffAct proposed(Payment payment, ActKind kind) {
    ActResult result = request(AGENT, payment, kind);
    assertThat(result).isInstanceOf(Waiting.class);
    return ((Waiting) result).act();
  }

  private ActResult approve(Colleague second, StaffAct act) {
    return system.decideAct.approve(second, act.id(), "seen");
  }

  private static void refused(ActResult result, Why why) {
    assertThat(result).isEqualTo(new NotDone(why));
  }

  private ActState stateOf(ActId id) {
    return system.world.call(() -> system.world.staffActs().lock(id)).orElseThrow().state();
  }

  private void booksAreClosed() {
    system.assertBooksAreTrue();
    assertThat(system.balance(AccountCode.REFUNDS_PAYABLE)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.SUSPENSE)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.STELLAR_WALLET))
        .isEqualTo(BigInteger.valueOf(system.stellar.balance()));
  }

  // --- two people -----------------------------------------------------------------------------

  @Test
  void givenCompleted_whenTwoPeopleRefund_thenMoneyGoesBackOnceAndTheBooksSayWhoseItWas() {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);

    assertThat(approve(SUPERVISOR, act)).isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.stellar.sent()).hasSize(1);
    assertThat(system.balance(AccountCode.CONCEDED_REFUNDS)).isEqualTo(BigInteger.valueOf(TOTAL));
    assertThat(stateOf(act.id())).isEqualTo(ActState.EXECUTED);
    assertThat(system.world.audited())
        .extracting(e -> e.kind())
        .containsExactly("payment.refund.proposed", "payment.refund.executed");
    booksAreClosed();
  }

  @Test
  void givenProposal_whenTheSamePersonApproves_thenRefusedWhateverTheirRoles() {
    Payment payment = completed();
    Colleague all = new Colleague(AGENT.id(), "Amina", EnumSet.allOf(StaffRole.class));
    StaffAct act = proposed(payment, ActKind.REFUND);
    refused(approve(all, act), Why.OWN_ACT);
    assertThat(stateOf(act.id())).isEqualTo(ActState.PROPOSED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenRoles_whenTheyDoNotAllowIt_thenNothingIsDone() {
    Payment payment = completed();
    refused(request(AUDITOR, payment, ActKind.REFUND), Why.NOT_ALLOWED);
    StaffAct act = proposed(payment, ActKind.REFUND);
    refused(approve(AUDITOR, act), Why.NOT_ALLOWED);
    refused(approve(colleague(8, "Efe", StaffRole.AGENT), act), Why.NOT_ALLOWED);
    refused(approve(colleague(9, "Femi", StaffRole.ADMIN), act), Why.NOT_ALLOWED);
  }

  @Test
  void givenProposal_whenThePaymentChanges_thenTheApprovalDoesNotHold() {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    system.hear(
        payment,
        payment.attempts().get(0).reference(),
        new Rejected(RejectionReason.REVERSED, "040", "reversed"));

    refused(approve(SUPERVISOR, act), Why.LAPSED);

    assertThat(stateOf(act.id())).isEqualTo(ActState.EXPIRED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(approve(SUPERVISOR, proposed(payment, ActKind.REFUND))).isInstanceOf(Done.class);
  }

  @Test
  void givenProposal_whenNobodyDecidesForADay_thenItLapses() {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    system.world.pass(Duration.ofHours(24));
    refused(approve(SUPERVISOR, act), Why.LAPSED);
    assertThat(stateOf(act.id())).isEqualTo(ActState.EXPIRED);
  }

  @Test
  void givenDoubleClicks_whenProposedAndApprovedTwice_thenOneProposalAndOneRefund() {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    refused(request(SUPERVISOR, payment, ActKind.REFUND), Why.ALREADY_WAITING);
    assertThat(approve(SUPERVISOR, act)).isInstanceOf(Done.class);
    refused(approve(SUPERVISOR, act), Why.DECIDED);
    refused(approve(FINANCE, act), Why.DECIDED);
    system.run(MINUTE, SECOND);
    assertThat(system.stellar.sent()).hasSize(1);
  }

  @Test
  void givenManyAtOnce_whenAllApprove_thenItIsDoneOnce() throws Exception {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<ActResult>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> approve(SUPERVISOR, act)))
              .toList();
      int done = 0;
      for (Future<ActResult> one : all) {
        done += one.get() instanceof Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    system.run(MINUTE, SECOND);
    assertThat(system.stellar.sent()).hasSize(1);
    booksAreClosed();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givenNodeDiesAtTheApproval_whenApprovedAgain_thenDoneOnce(boolean beforeCommit) {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    system.world.dieAt(beforeCommit ? 1 : 0, beforeCommit ? 0 : 1);
    assertThatThrownBy(() -> approve(SUPERVISOR, act)).isInstanceOf(NodeDied.class);
    system.world.restart();

    assertThat(stateOf(act.id())).isEqualTo(beforeCommit ? ActState.PROPOSED : ActState.EXECUTED);
    assertThat(system.stateOf(payment))
        .isEqualTo(beforeCommit ? PaymentState.COMPLETED : PaymentState.REFUND_INITIATED);
    approve(SUPERVISOR, act);
    system.run(MINUTE, SECOND);
    assertThat(system.stellar.sent()).hasSize(1);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    booksAreClosed();
  }

  @Test
  void givenProposal_whenRefused_thenNothingIsDoneAndItCanBeProposedAnew() {
    Payment payment = completed();
    StaffAct act = proposed(payment, ActKind.REFUND);
    refused(system.decideAct.refuse(AGENT, act.id(), "x"), Why.REASON_NEEDED);
    assertThat(system.decideAct.refuse(FINANCE, act.id(), "no such call")).isInstanceOf(Done.class);
    refused(approve(SUPERVISOR, act), Why.DECIDED);
    assertThat(request(AGENT, payment, ActKind.REFUND)).isInstanceOf(Waiting.class);
  }

  @Test
  void givenNoReasonOrEvidence_whenProposed_thenSaidWhichIsMissing() {
    Payment payment = completed();
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.REFUND, "  no ", EVIDENCE)),
        Why.REASON_NEEDED);
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.REFUND, WHY, Optional.of(" "))),
        Why.EVIDENCE_NEEDED);
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.REFUND, WHY, Optional.empty())),
        Why.EVIDENCE_NEEDED);
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.REFUND, "x".repeat(501), EVIDENCE)),
        Why.REASON_NEEDED);
  }

  // --- unknown outcomes -----------------------------------------------------------------------

  @ParameterizedTest
  @EnumSource(
      value = ActKind.class,
      names = {"REFUND", "RETRY_NOW", "RESUME", "ACCEPT_DELIVERY", "KEEP_MONEY"})
  void givenUnknownOutcome_whenMoneyIsToMove_thenItDoesNotFit(ActKind kind) {
    Payment payment = unknown();
    refused(request(SUPERVISOR, payment, kind), Why.DOES_NOT_FIT);
    assertThat(system.now(payment.id()).liveAttempt()).isPresent();
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenUnknownOutcome_whenTheProviderConfirmedThatItDidNot_thenMoneyGoesBack() {
    Payment payment = unknown();
    assertThat(approve(SUPERVISOR, proposed(payment, ActKind.REFUND_UNDELIVERED)))
        .isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.now(payment.id()).attempts().get(0).state()).isEqualTo(AttemptState.REJECTED);
    booksAreClosed();
  }

  @Test
  void givenUnknownOutcome_whenTheProviderConfirmedThatItDid_thenTheTokenIsGivenAndSent() {
    Payment payment = unknown();
    assertThat(approve(SUPERVISOR, proposed(payment, ActKind.CALL_DELIVERED)))
        .isInstanceOf(Done.class);
    Payment waiting = system.now(payment.id());
    assertThat(waiting.isTokenMissing()).isTrue();
    refused(
        system.requestAct.request(
            SUPERVISOR, ActWish.on(payment.id(), ActKind.GIVE_TOKEN, WHY, EVIDENCE).telling("123")),
        Why.TOKEN_NEEDED);
    assertThat(
            system.requestAct.request(
                SUPERVISOR,
                ActWish.on(payment.id(), ActKind.GIVE_TOKEN, WHY, Optional.empty())
                    .telling("1234-5678-9012 3456-7890")))
        .isInstanceOf(Done.class);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.messages).anyMatch(m -> m.text().contains("1234-5678-9012-3456-7890"));
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    system.assertBooksAreTrue();
  }

  @Test
  void givenUnknownOutcome_whenTriedAgainOnTheProvidersWord_thenBoughtOnce() {
    Payment payment = unknown();
    assertThat(approve(FINANCE, proposed(payment, ActKind.RETRY_UNDELIVERED)))
        .isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.now(payment.id()).attempts()).hasSize(2);
  }

  @Test
  void givenUnknownOutcome_whenTheReviewIsClosed_thenTheProviderIsAskedAgain() {
    Payment payment = unknown();
    int before = system.provider().requeries();
    refused(request(AGENT, payment, ActKind.CLOSE_REVIEW), Why.NOT_ALLOWED);
    assertThat(request(SUPERVISOR, payment, ActKind.CLOSE_REVIEW)).isInstanceOf(Done.class);
    system.tick();
    assertThat(system.provider().requeries()).isGreaterThan(before);
  }

  @Test
  void givenPendingAtTheProvider_whenAskedNow_thenAskedAtOnce() {
    system.provider().then(Act.LOSE);
    Payment payment = paid();
    system.run(Duration.ofMinutes(2), SECOND);
    int before = system.provider().requeries();
    assertThat(request(AGENT, payment, ActKind.REQUERY_NOW)).isInstanceOf(Done.class);
    system.tick();
    assertThat(system.provider().requeries()).isEqualTo(before + 1);
  }

  @Test
  void givenKnownNotDelivered_whenRetriedNow_thenTheWaitEnds() {
    system.provider().then(Act.FAIL);
    Payment payment = paid();
    assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(request(AGENT, payment, ActKind.RETRY_NOW)).isInstanceOf(Done.class);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  // --- late truth -----------------------------------------------------------------------------

  @Test
  void givenDeliveredLate_whenAccepted_thenTheCustomersMoneyPaysForIt() {
    system.provider().then(Act.FAIL);
    Payment payment = paid();
    system.hear(payment, payment.attempts().get(0).reference(), ScriptedProvider.delivered());
    assertThat(system.balance(AccountCode.LATE_DELIVERIES).signum()).isPositive();

    assertThat(approve(SUPERVISOR, proposed(payment, ActKind.ACCEPT_DELIVERY)))
        .isInstanceOf(Done.class);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.balance(AccountCode.LATE_DELIVERIES)).isEqualTo(BigInteger.ZERO);
    booksAreClosed();
  }

  @Test
  void givenReversedToken_whenTheMoneyIsKept_thenItStandsAsAClaimOfTheProvider() {
    Payment payment = completed();
    system.hear(
        payment,
        payment.attempts().get(0).reference(),
        new Rejected(RejectionReason.REVERSED, "040", "reversed"));
    StaffAct act = proposed(payment, ActKind.KEEP_MONEY);
    refused(approve(SUPERVISOR, act), Why.NOT_ALLOWED);
    assertThat(approve(FINANCE, act)).isInstanceOf(Done.class);
    assertThat(system.now(payment.id()).review()).isEmpty();
    assertThat(system.balance(AccountCode.PROVIDER_CLAIMS).signum()).isNegative();
    booksAreClosed();
  }

  // --- suspense -------------------------------------------------------------------------------

  @Test
  void givenBlockedRefund_whenReleasedToItsSender_thenItGoesBack() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.then(Fate.FAIL);
    Payment payment = paid();
    system.run(MINUTE, SECOND);
    assertThat(system.world.allRefunds().get(0).state()).isEqualTo(RefundState.BLOCKED);

    assertThat(approve(FINANCE, proposed(payment, ActKind.RELEASE_TO_SENDER)))
        .isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.stellar.sent()).hasSize(1);
    booksAreClosed();
  }

  @Test
  void givenRefundThatIsBlockedAgain_whenReleasedTwice_thenEachTimeIsBooked() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.then(Fate.FAIL, Fate.FAIL);
    Payment payment = paid();
    for (int i = 0; i < 2; i++) {
      system.run(MINUTE, SECOND);
      assertThat(system.balance(AccountCode.SUSPENSE)).isEqualTo(BigInteger.valueOf(-TOTAL));
      assertThat(approve(FINANCE, proposed(payment, ActKind.RELEASE_TO_SENDER)))
          .isInstanceOf(Done.class);
    }
    system.run(MINUTE, SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    booksAreClosed();
  }

  /** Money nobody can assign, whose return is blocked. */
  private Refund moneyThatWaits() {
    system.stellar.then(Fate.FAIL);
    system.stellar.pay("GSOMEBODY", MemoryStellar.CNGN, TOTAL, Optional.empty());
    system.run(MINUTE, SECOND);
    Refund refund = system.world.allRefunds().get(0);
    assertThat(refund.state()).isEqualTo(RefundState.BLOCKED);
    return refund;
  }

  private ActResult release(Refund money, ActKind kind, Optional<Payment> to) {
    return system.requestAct.request(
        AGENT, ActWish.with(money.id(), kind, to.map(Payment::id), WHY, EVIDENCE));
  }

  @Test
  void givenMoneyThatWaits_whenGivenToAPayment_thenItsBillIsPaidWithIt() {
    Refund money = moneyThatWaits();
    Payment payment = system.request(TestSystem.electricity(5000));
    StaffAct act =
        ((Waiting) release(money, ActKind.RELEASE_TO_PAYMENT, Optional.of(payment))).act();

    assertThat(approve(FINANCE, act)).isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.stellar.sent()).isEmpty();
    booksAreClosed();
  }

  @Test
  void givenMoneyGivenToAPayment_whenTheBillCannotBePaid_thenItGoesBackToWhoSentIt() {
    Refund money = moneyThatWaits();
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    Payment payment = system.request(TestSystem.electricity(5000));
    StaffAct act =
        ((Waiting) release(money, ActKind.RELEASE_TO_PAYMENT, Optional.of(payment))).act();
    assertThat(approve(FINANCE, act)).isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.stellar.sent()).hasSize(1);
    assertThat(system.stellar.sent().get(0).destination()).isEqualTo("GSOMEBODY");
    booksAreClosed();
  }

  @Test
  void givenMoneyThatWaits_whenThePaymentCostsSomethingElseOrIsOver_thenItIsNotItsPrice() {
    Refund money = moneyThatWaits();
    Payment other = system.request(TestSystem.electricity(6000));
    refused(release(money, ActKind.RELEASE_TO_PAYMENT, Optional.of(other)), Why.NOT_ITS_PRICE);
    Payment right = system.request(TestSystem.electricity(5000));
    StaffAct act = ((Waiting) release(money, ActKind.RELEASE_TO_PAYMENT, Optional.of(right))).act();
    system.world.pass(Duration.ofMinutes(11)); // its window closes before anybody approves
    refused(approve(FINANCE, act), Why.LAPSED);
    assertThat(system.stateOf(right)).isEqualTo(PaymentState.PENDING_PAYMENT);
    assertThat(system.balance(AccountCode.SUSPENSE)).isEqualTo(BigInteger.valueOf(-TOTAL));
  }

  @Test
  void givenMoneyThatWaits_whenReleasedToItsSender_thenItGoesBack() {
    Refund money = moneyThatWaits();
    StaffAct act = ((Waiting) release(money, ActKind.RELEASE_TO_SENDER, Optional.empty())).act();
    refused(release(money, ActKind.RELEASE_TO_SENDER, Optional.empty()), Why.ALREADY_WAITING);
    assertThat(approve(FINANCE, act)).isInstanceOf(Done.class);
    system.run(MINUTE, SECOND);
    assertThat(system.stellar.sent()).hasSize(1);
    booksAreClosed();
  }

  // --- what one person does ---------------------------------------------------------------------

  @Test
  void givenSentNotice_whenSentAgain_thenTheCustomerGetsItOnceMore() {
    Payment payment = completed();
    system.tick();
    Notice sms =
        system.world.noticeRows().stream()
            .filter(n -> n.channel() == NoticeChannel.SMS)
            .findFirst()
            .orElseThrow();
    assertThat(sms.state()).isEqualTo(NoticeState.SENT);
    int before = system.messages.size();
    ActWish wish =
        ActWish.on(payment.id(), ActKind.SEND_AGAIN, WHY, Optional.empty()).about(sms.id());
    assertThat(system.requestAct.request(AGENT, wish)).isInstanceOf(Done.class);
    refused(system.requestAct.request(AGENT, wish), Why.DOES_NOT_FIT); // it is on its way
    system.tick();
    assertThat(system.messages).hasSize(before + 1);
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.SEND_AGAIN, WHY, Optional.empty())),
        Why.NOT_FOUND);
  }

  @Test
  void givenWaitingForMoney_whenCancelled_thenOnceAndNotAfterMoneyCame() {
    Payment payment = system.request(TestSystem.electricity(5000));
    assertThat(request(AGENT, payment, ActKind.CANCEL)).isInstanceOf(Done.class);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.EXPIRED);
    refused(request(AGENT, payment, ActKind.CANCEL), Why.DOES_NOT_FIT);
    refused(request(AGENT, completed(), ActKind.CANCEL), Why.DOES_NOT_FIT);
  }

  @Test
  void givenMaskedFields_whenRevealed_thenKeptBeforeShownAndOnlyWithAReason() {
    Payment payment = completed();
    assertThat(system.revealToStaff.reveal(AGENT, payment.id(), RevealToStaff.Secret.TOKENS, "no"))
        .isEqualTo(new RevealToStaff.NotShown(Why.REASON_NEEDED));
    assertThat(system.revealToStaff.reveal(AUDITOR, payment.id(), RevealToStaff.Secret.TOKENS, WHY))
        .isEqualTo(new RevealToStaff.NotShown(Why.NOT_ALLOWED));
    RevealToStaff.Result result =
        system.revealToStaff.reveal(AGENT, payment.id(), RevealToStaff.Secret.ACCOUNT, WHY);
    assertThat(((RevealToStaff.Shown) result).values()).containsExactly("45012345678");
    assertThat(result).hasToString("account shown");
    List<StaffAct> acts = system.world.call(() -> system.world.staffActs().of(payment.id()));
    assertThat(acts).singleElement().satisfies(a -> assertThat(a.reason()).isEqualTo(WHY));

    system.world.dieAt(1, 0);
    assertThatThrownBy(
            () ->
                system.revealToStaff.reveal(AGENT, payment.id(), RevealToStaff.Secret.TOKENS, WHY))
        .isInstanceOf(NodeDied.class);
  }

  // --- reviews and whose they are
  // -----------------------------------------------------------------

  private StaffMember employed(Colleague who) {
    StaffMember member =
        StaffMember.invited(
                who.id(),
                new StaffEmail(who.name().toLowerCase(Locale.ROOT) + "@bills.example"),
                who.name(),
                who.roles(),
                Instant.EPOCH)
            .withPassword("hash")
            .activated(0);
    system.staff.save(member);
    return member;
  }

  private Optional<StaffId> ownerOf(Payment payment) {
    return system
        .world
        .call(() -> system.world.reviewOwners().ofPayment(payment.id()))
        .map(ReviewOwners.Owner::staff);
  }

  private ActResult handOver(Colleague by, Payment payment, Colleague to, String why) {
    return system.handOverReview.handOver(by, payment.id(), Optional.of(to.id()), why);
  }

  @Test
  void givenReview_whenTakenAndHandedOver_thenItHasOneOwner() {
    Payment payment = unknown();
    employed(SUPERVISOR);
    assertThat(system.takeReview.take(AGENT, payment.id())).isInstanceOf(Done.class);
    assertThat(ownerOf(payment)).contains(AGENT.id());

    ActResult handed = handOver(AGENT, payment, SUPERVISOR, "they answer you only");

    assertThat(ownerOf(payment)).contains(SUPERVISOR.id());
    StaffAct act = ((Done) handed).act();
    assertThat(act.kind()).isEqualTo(ActKind.TAKE_REVIEW);
    assertThat(act.reason()).isEqualTo("they answer you only");
    assertThat(act.outcome()).contains("looked after by Bola");
    AuditEntry written = system.world.audited().get(system.world.audited().size() - 1);
    assertThat(written.kind()).isEqualTo("payment.take_review.done");
    assertThat(written.details()).containsEntry("colleague", SUPERVISOR.id().toString());

    assertThat(system.takeReview.layBack(AGENT, payment.id())).isInstanceOf(Done.class);
    assertThat(ownerOf(payment)).isEmpty();
    refused(system.takeReview.take(AGENT, completed().id()), Why.DOES_NOT_FIT);
    refused(handOver(AGENT, completed(), SUPERVISOR, WHY), Why.DOES_NOT_FIT);
  }

  @Test
  void givenSomebodyWhoMayNotOwnIt_whenItIsHandedToThem_thenItStaysWhereItIs() {
    Payment payment = unknown();
    employed(AUDITOR);
    system.staff.save(employed(FINANCE).disabled());
    system.staff.save(
        StaffMember.invited(
            SUPERVISOR.id(),
            new StaffEmail("new@bills.example"),
            "Bola",
            SUPERVISOR.roles(),
            Instant.EPOCH));
    employed(AGENT);
    assertThat(system.handOverReview.colleagues())
        .extracting(Colleague::name)
        .containsExactly("Amina");
    for (Colleague wrong :
        List.of(AUDITOR, FINANCE, SUPERVISOR, colleague(77, "Nobody", StaffRole.AGENT))) {
      refused(handOver(AGENT, payment, wrong, WHY), Why.COLLEAGUE_NEEDED);
    }
    refused(
        system.handOverReview.handOver(AGENT, payment.id(), Optional.empty(), WHY),
        Why.COLLEAGUE_NEEDED);
    refused(handOver(SUPERVISOR, payment, AGENT, "no"), Why.REASON_NEEDED);
    refused(handOver(AUDITOR, payment, AGENT, WHY), Why.NOT_ALLOWED);
    assertThat(ownerOf(payment)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "four", "  four  ", "a zero \0 in it", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"})
  void givenWordsThatCannotBeKept_whenAskedFor_thenAReasonIsNeeded(String words) {
    Payment payment = completed();
    refused(
        system.requestAct.request(AGENT, ActWish.on(payment.id(), ActKind.REFUND, words, EVIDENCE)),
        Why.REASON_NEEDED);
    refused(
        system.requestAct.request(
            AGENT, ActWish.on(payment.id(), ActKind.REFUND, WHY, Optional.of(words))),
        Why.EVIDENCE_NEEDED);
    StaffAct act = proposed(payment, ActKind.REFUND);
    refused(system.decideAct.refuse(SUPERVISOR, act.id(), words), Why.REASON_NEEDED);
    refused(system.decideAct.approve(SUPERVISOR, act.id(), "a\0b"), Why.REASON_NEEDED);
  }
}
