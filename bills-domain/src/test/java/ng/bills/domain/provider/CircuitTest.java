package ng.bills.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitTest {

  private static final CircuitPolicy POLICY =
      new CircuitPolicy(
          Duration.ofMinutes(2), 5, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 2);

  private final Circuit circuit = new Circuit(POLICY);
  private Instant now = Instant.parse("2026-03-09T12:00:00Z");

  private void hear(Signal signal, int times) {
    for (int i = 0; i < times; i++) {
      circuit.heard(signal, now);
    }
  }

  private void open() {
    hear(Signal.BAD, 5);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.OPEN);
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void givenFewFailures_whenAsked_thenItStaysClosed() {
    hear(Signal.BAD, 4);
    assertThat(circuit.enter(now)).isTrue();
    assertThat(circuit.successPercent(now)).contains(0);
  }

  @Test
  void givenFailuresInARow_whenFarApart_thenItOpensAllTheSame() {
    for (int i = 0; i < 5; i++) {
      hear(Signal.BAD, 1);
      pass(600);
    }
    assertThat(circuit.admits(now.minusSeconds(600))).isFalse();
  }

  @Test
  void givenHalfOfManyFail_whenCounted_thenItOpens() {
    hear(Signal.GOOD, 5);
    for (int i = 0; i < 4; i++) {
      hear(Signal.BAD, 1);
    }
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.CLOSED);
    hear(Signal.BAD, 1);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.OPEN);
  }

  @Test
  void givenOldFailures_whenTheWindowHasPassed_thenTheyDoNotCount() {
    hear(Signal.BAD, 4);
    hear(Signal.GOOD, 1);
    pass(121);
    assertThat(circuit.calls(now)).isZero();
    assertThat(circuit.successPercent(now)).isEmpty();
    hear(Signal.GOOD, 4);
    hear(Signal.BAD, 4);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.OPEN);
  }

  @Test
  void givenFatal_whenHeardOnce_thenItOpensAtOnce() {
    assertThat(circuit.heard(Signal.FATAL, now)).isTrue();
    assertThat(circuit.admits(now)).isFalse();
  }

  @Test
  void givenNothingEitherWay_whenHeard_thenNothingIsCounted() {
    hear(Signal.NONE, 50);
    assertThat(circuit.calls(now)).isZero();
  }

  @Test
  void givenOpen_whenItsTimeIsOver_thenOneProbeAtATime() {
    open();
    assertThat(circuit.enter(now)).isFalse();
    assertThat(circuit.admitsAt(now)).contains(now.plusSeconds(30));
    pass(30);
    assertThat(circuit.enter(now)).isTrue();
    assertThat(circuit.enter(now)).isFalse();
    circuit.heard(Signal.GOOD, now);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.HALF_OPEN);
    assertThat(circuit.enter(now)).isTrue();
    assertThat(circuit.heard(Signal.GOOD, now)).isTrue();
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.CLOSED);
    hear(Signal.BAD, 4);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.CLOSED);
  }

  @Test
  void givenBadProbes_whenTriedAgain_thenItIsLeftAloneLongerAndLongerUpToTheMost() {
    open();
    long[] waits = {30, 60, 120, 240, 300, 300};
    for (long wait : waits) {
      pass((int) wait - 1);
      assertThat(circuit.enter(now)).isFalse();
      pass(1);
      assertThat(circuit.enter(now)).isTrue();
      circuit.heard(Signal.BAD, now);
    }
  }

  @Test
  void givenAProbeNobodyReports_whenTimePasses_thenAnotherIsLetThrough() {
    open();
    pass(30);
    assertThat(circuit.enter(now)).isTrue();
    pass(29);
    assertThat(circuit.enter(now)).isFalse();
    assertThat(circuit.admitsAt(now)).contains(now.plusSeconds(1));
    pass(1);
    assertThat(circuit.enter(now)).isTrue();
  }

  @Test
  void givenCallsFromBefore_whenTheyEndWhileItIsOpenOrHalfOpen_thenTheyAreNoProbes() {
    open();
    hear(Signal.GOOD, 3);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.OPEN);
    pass(30);
    hear(Signal.BAD, 3);
    assertThat(circuit.state(now)).isEqualTo(Circuit.State.HALF_OPEN);
    assertThat(circuit.enter(now)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void givenAnySequence_whenItEnds_thenAWorkingOneIsAlwaysFoundAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Signal[] signals = Signal.values();
    for (int i = 0; i < 2000; i++) {
      pass(random.nextInt(60));
      if (random.nextBoolean()) {
        circuit.enter(now);
      }
      circuit.heard(signals[random.nextInt(signals.length)], now);
    }
    Instant patience = now.plus(Duration.ofMinutes(11));
    while (circuit.state(now) != Circuit.State.CLOSED) {
      assertThat(now).isBefore(patience);
      pass(1);
      if (circuit.enter(now)) {
        circuit.heard(Signal.GOOD, now);
      }
    }
  }
}
