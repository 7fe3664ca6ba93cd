package ng.bills.application.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.fee.ProposeFee.Wish;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;

/** Two people change a fee, and payments asked for from its beginning on cost it. */
class FeeChangesTest {

  private static final Colleague FINANCE = colleague(1, StaffRole.FINANCE);
  private static final Colleague ADMIN = colleague(2, StaffRole.ADMIN);
  private static final Colleague SUPERVISOR = colleague(3, StaffRole.SUPERVISOR);
  private static final FeeScope LIGHT = FeeScope.of(BillType.ELECTRICITY);
  private static final Duration AHEAD = Duration.ofHours(1);
  private static final String WHY = "new contract with the provider";

  private final TestSystem system = new TestSystem();

  private static Colleague colleague(int n, StaffRole role) {
    return new Colleague(new StaffId(new UUID(8, n)), role.name(), Set.of(role));
  }

  private Instant begin() {
    return system.world.instant().plus(AHEAD);
  }

  private Wish wish(FeeScope scope, long naira) {
    return new Wish(
        Optional.of(scope), Optional.of(Money.ofNaira(naira)), Optional.of(begin()), WHY);
  }

  private FeeChangeId proposed(long naira) {
    assertThat(system.proposeFee.propose(FINANCE, wish(LIGHT, naira))).isEqualTo(FeeAnswer.DONE);
    return last().id();
  }

  private FeeChange last() {
    return all().get(0);
  }

  private List<FeeChange> all() {
    return system.world.call(() -> system.world.feeChanges().all(10));
  }

  private long feeOfPaymentNow() {
    return system.request(TestSystem.electricity(5_000)).request().fee().kobo();
  }

  @Test
  void givenApprovedChange_whenItBegins_thenNewPaymentsCostItAndOldOnesDoNot() {
    Payment before = system.request(TestSystem.electricity(5_000));
    FeeChangeId id = proposed(50);
    assertThat(system.decideFee.approve(ADMIN, id, "agreed")).isEqualTo(FeeAnswer.DONE);
    assertThat(feeOfPaymentNow()).isEqualTo(3_000);
    system.pay(before);
    system.tick();
    system.world.pass(AHEAD);
    assertThat(feeOfPaymentNow()).isEqualTo(5_000);
    assertThat(system.now(before.id()).request().fee()).isEqualTo(Money.ofNaira(30));
    assertThat(system.now(before.id()).state()).isEqualTo(PaymentState.COMPLETED);

    Payment after = system.request(TestSystem.electricity(5_000));
    system.pay(after);
    system.tick();
    assertThat(system.now(after.id()).state()).isEqualTo(PaymentState.COMPLETED);
    system.assertBooksAreTrue();
    assertThat(system.world.audited())
        .extracting(e -> e.kind() + " " + e.subject())
        .containsExactly(
            "fee.proposed fee:bill_type/electricity", "fee.approved fee:bill_type/electricity");
    assertThat(system.world.audited().get(0).details())
        .containsEntry("kobo", "5000")
        .containsEntry("former_kobo", "3000");
  }

  @Test
  void givenOneBiller_whenItGetsItsOwnFee_thenOthersKeepTheirs() {
    FeeScope ekedc = FeeScope.of(new BillerCode("ekedc"));
    assertThat(system.proposeFee.propose(ADMIN, wish(ekedc, 0))).isEqualTo(FeeAnswer.DONE);
    assertThat(system.decideFee.approve(FINANCE, last().id(), "")).isEqualTo(FeeAnswer.DONE);
    system.world.pass(AHEAD);
    assertThat(feeOfPaymentNow()).isZero();
  }

  @Test
  void givenProposal_whenItsAuthorOrSomebodyWithoutTheRoleApproves_thenNot() {
    FeeChangeId id = proposed(50);
    assertThat(system.decideFee.approve(FINANCE, id, "")).isEqualTo(FeeAnswer.OWN);
    assertThat(system.decideFee.approve(SUPERVISOR, id, "")).isEqualTo(FeeAnswer.NOT_ALLOWED);
    assertThat(system.decideFee.refuse(SUPERVISOR, id, "no reason to"))
        .isEqualTo(FeeAnswer.NOT_ALLOWED);
    assertThat(system.proposeFee.propose(SUPERVISOR, wish(LIGHT, 40)))
        .isEqualTo(FeeAnswer.NOT_ALLOWED);
    system.world.pass(AHEAD);
    assertThat(feeOfPaymentNow()).isEqualTo(3_000);
  }

  @Test
  void givenProposal_whenDecidedTooLateOrTwice_thenNot() {
    FeeChangeId late = proposed(50);
    system.world.pass(AHEAD.minus(FeeChange.LEAD).plusSeconds(1));
    assertThat(system.decideFee.approve(ADMIN, late, "")).isEqualTo(FeeAnswer.LAPSED);
    assertThat(last().state()).isEqualTo(FeeChangeState.LAPSED);
    assertThat(system.decideFee.approve(ADMIN, late, "")).isEqualTo(FeeAnswer.DECIDED);

    FeeChangeId taken = proposed(60);
    assertThat(system.decideFee.refuse(FINANCE, taken, "a slip of the pen"))
        .isEqualTo(FeeAnswer.DONE);
    assertThat(system.decideFee.approve(ADMIN, taken, "")).isEqualTo(FeeAnswer.DECIDED);
    assertThat(system.decideFee.approve(ADMIN, new FeeChangeId(UUID.randomUUID()), ""))
        .isEqualTo(FeeAnswer.NOT_FOUND);
    system.world.pass(Duration.ofDays(1));
    assertThat(feeOfPaymentNow()).isEqualTo(3_000);
  }

  @Test
  void givenProposalThatWaits_whenAnotherIsMade_thenNotUntilTheFirstLapsed() {
    proposed(50);
    assertThat(system.proposeFee.propose(ADMIN, wish(LIGHT, 60)))
        .isEqualTo(FeeAnswer.ALREADY_WAITING);
    system.world.pass(AHEAD);
    assertThat(system.proposeFee.propose(ADMIN, wish(LIGHT, 60))).isEqualTo(FeeAnswer.DONE);
    assertThat(all())
        .extracting(FeeChange::state)
        .containsExactlyInAnyOrder(FeeChangeState.PROPOSED, FeeChangeState.LAPSED);
  }

  @Test
  void givenWishThatIsWrong_whenProposed_thenEachFaultIsNamed() {
    Optional<FeeScope> light = Optional.of(LIGHT);
    Optional<Money> fee = Optional.of(Money.ofNaira(50));
    Optional<Instant> begin = Optional.of(begin());
    refused(FeeAnswer.NO_SUCH_BILLS, new Wish(Optional.empty(), fee, begin, WHY));
    refused(
        FeeAnswer.NO_SUCH_BILLS,
        new Wish(Optional.of(FeeScope.of(new BillerCode("nobody"))), fee, begin, WHY));
    refused(FeeAnswer.NOT_A_FEE, new Wish(light, Optional.empty(), begin, WHY));
    refused(FeeAnswer.NOT_A_FEE, new Wish(light, Optional.of(Money.ofNaira(10_001)), begin, WHY));
    refused(FeeAnswer.SAME_FEE, new Wish(light, Optional.of(Money.ofNaira(30)), begin, WHY));
    for (Optional<Instant> at :
        List.of(
            Optional.<Instant>empty(),
            Optional.of(system.world.instant()),
            Optional.of(system.world.instant().minusSeconds(1)),
            Optional.of(system.world.instant().plus(Duration.ofDays(400))))) {
      refused(FeeAnswer.NOT_A_BEGINNING, new Wish(light, fee, at, WHY));
    }
    refused(FeeAnswer.REASON_NEEDED, new Wish(light, fee, begin, "  why "));
    refused(FeeAnswer.REASON_NEEDED, new Wish(light, fee, begin, "x".repeat(501)));
    assertThat(all()).isEmpty();
    assertThat(system.world.audited()).isEmpty();
  }

  private void refused(FeeAnswer why, Wish wish) {
    assertThat(system.proposeFee.propose(FINANCE, wish)).isEqualTo(why);
  }
}
