package ng.bills.launcher.kill;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;

/**
 * What a customer wants and what goes wrong with it: the account decides how the provider behaves
 * (the sandboxes' magic accounts), the money how the customer does. Few end in a refund: refunds
 * leave one after the other, and a kill holds all of them up until the lease of the first ends.
 */
enum Scenario {
  DELIVERED(26, ikedc(VtpassOutcome.DELIVERED)),
  AIRTIME(8, airtime(VtpassOutcome.DELIVERED)),
  BY_FLUTTERWAVE(8, ekedc(FlutterwaveOutcome.DELIVERED)),
  BY_INTERSWITCH(6, ibedc(InterswitchOutcome.DELIVERED)),
  FALLBACK(6, ekedc(FlutterwaveOutcome.REFUSED_HERE)),
  KEY_CHANGE(2, ikedc(VtpassOutcome.KEY_CHANGE)),
  SLOW(4, ikedc(VtpassOutcome.SLOW)),
  TIMEOUT_THEN_DELIVERED(5, ikedc(VtpassOutcome.TIMEOUT_THEN_DELIVERED)),
  TIMEOUT_THEN_FAILED(1, ikedc(VtpassOutcome.TIMEOUT_THEN_FAILED)),
  TIMEOUT_THEN_NOT_FOUND(1, airtime(VtpassOutcome.TIMEOUT_THEN_NOT_FOUND)),
  TIMEOUT_THEN_LATE(3, ikedc(VtpassOutcome.TIMEOUT_THEN_LATE)),
  PENDING_THEN_DELIVERED(4, ikedc(VtpassOutcome.PENDING_THEN_DELIVERED)),
  PENDING_THEN_FAILED(2, ikedc(VtpassOutcome.PENDING_THEN_FAILED)),
  WITHOUT_TOKEN(3, ikedc(VtpassOutcome.DELIVERED_WITHOUT_TOKEN)),
  ERROR_AFTER_EFFECT(4, ikedc(VtpassOutcome.ERROR_AFTER_EFFECT)),
  ERROR_BEFORE_EFFECT(1, ikedc(VtpassOutcome.ERROR_BEFORE_EFFECT)),
  GARBAGE_THEN_DELIVERED(2, ikedc(VtpassOutcome.GARBAGE_THEN_DELIVERED)),
  CUT_THEN_DELIVERED(2, ikedc(VtpassOutcome.NO_ANSWER_THEN_DELIVERED)),
  FAILED(2, airtime(VtpassOutcome.FAILED)),
  NO_SUCH_METER(1, ikedc(VtpassOutcome.WRONG_BILLERS_CODE)),
  FLUTTERWAVE_TIMEOUT(2, ekedc(FlutterwaveOutcome.TIMEOUT_THEN_DELIVERED)),
  FLUTTERWAVE_PENDING(2, ekedc(FlutterwaveOutcome.PENDING_THEN_DELIVERED)),
  INTERSWITCH_ERROR(2, ibedc(InterswitchOutcome.ERROR_AFTER_EFFECT)),
  INTERSWITCH_PENDING(2, ibedc(InterswitchOutcome.PENDING_THEN_DELIVERED)),
  TOO_LITTLE(1, Money.TOO_LITTLE),
  TOO_MUCH(1, Money.TOO_MUCH),
  TWICE(1, Money.TWICE),
  CANCELLED_THEN_PAID(1, Money.CANCELLED_THEN_PAID),
  WITHOUT_MEMO(1, Money.WITHOUT_MEMO),
  STRANGE_MEMO(1, Money.STRANGE_MEMO);

  /** How the customer pays. */
  enum Money {
    EXACT,
    TOO_LITTLE,
    TOO_MUCH,
    TWICE,
    /** Called off, and paid all the same: the money is late. */
    CANCELLED_THEN_PAID,
    /** The bill is paid, and something else is sent that nobody can assign. */
    WITHOUT_MEMO,
    STRANGE_MEMO
  }

  /**
   * What is paid for.
   *
   * @param billType as on the wire
   * @param biller its code
   * @param account meter or phone
   * @param naira how much
   */
  record Bill(String billType, String biller, String account, int naira) {}

  private static final Set<Scenario> LONG =
      EnumSet.of(TIMEOUT_THEN_FAILED, TIMEOUT_THEN_NOT_FOUND, ERROR_BEFORE_EFFECT);

  private final int weight;
  private final Bill bill;
  private final Money money;

  Scenario(int weight, Bill bill) {
    this.weight = weight;
    this.bill = bill;
    this.money = Money.EXACT;
  }

  Scenario(int weight, Money money) {
    this.weight = weight;
    this.bill = airtime(VtpassOutcome.DELIVERED);
    this.money = money;
  }

  Bill bill() {
    return bill;
  }

  Money money() {
    return money;
  }

  /**
   * @param quick whether to leave out what ends only after several attempts that were never found
   */
  static Scenario any(SplittableRandom random, boolean quick) {
    List<Scenario> possible =
        Arrays.stream(values()).filter(scenario -> !quick || !LONG.contains(scenario)).toList();
    int number = random.nextInt(possible.stream().mapToInt(scenario -> scenario.weight).sum());
    for (Scenario scenario : possible) {
      number -= scenario.weight;
      if (number < 0) {
        return scenario;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  /** Sold by VTpass. */
  private static Bill ikedc(VtpassOutcome outcome) {
    return new Bill("electricity", "ikedc", VtpassMagic.meter(outcome), 5_000);
  }

  /** Sold by VTpass. */
  private static Bill airtime(VtpassOutcome outcome) {
    return new Bill("airtime", "mtn", VtpassMagic.phone(outcome), 500);
  }

  /** Sold by Flutterwave, and by VTpass when it refuses. */
  private static Bill ekedc(FlutterwaveOutcome outcome) {
    return new Bill("electricity", "ekedc", FlutterwaveMagic.meter(outcome), 3_000);
  }

  /** Sold by Interswitch, and by VTpass when it refuses. */
  private static Bill ibedc(InterswitchOutcome outcome) {
    return new Bill("electricity", "ibedc", InterswitchMagic.meter(outcome), 2_000);
  }
}
