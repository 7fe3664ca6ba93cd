package ng.bills.application.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.funds.FundsReceipt;
import org.junit.jupiter.api.Test;

class IntakeWatchTest {

  private FundsFeed.Reading instead;
  private final TestSystem system =
      new TestSystem(
          7,
          TestSystem.routing("vtpass"),
          memory -> new TestSystem.Ledger(instead(memory.feed()), memory.sender(), memory.cngn()),
          "vtpass");

  @Test
  void givenNothingWasEverRead_whenPatienceIsOver_thenNotReading() {
    system.world.pass(IntakeWatch.PATIENCE);
    assertThat(system.intakeWatch.look().reading()).isTrue();

    system.world.pass(Duration.ofSeconds(1));

    IntakeWatch.Sight sight = system.intakeWatch.look();
    assertThat(sight.reading()).isFalse();
    assertThat(sight.why()).contains("no page was taken in for 46 s");
    assertThat(sight.readAt()).isEmpty();
  }

  @Test
  void givenEmptyPages_whenTimePasses_thenReading() {
    for (int i = 0; i < 10; i++) {
      system.world.pass(Duration.ofSeconds(40));
      system.takeInFunds.takeIn();
      assertThat(system.intakeWatch.look().reading()).isTrue();
    }
    assertThat(system.intakeWatch.look().readAt()).contains(system.world.instant());
  }

  @Test
  void givenFeedIsUnavailable_whenPatienceIsOver_thenSaysWhyUntilItIsRead() {
    system.takeInFunds.takeIn();
    instead = new FundsFeed.Unavailable("http_503");
    system.world.pass(IntakeWatch.PATIENCE);
    system.takeInFunds.takeIn();
    assertThat(system.intakeWatch.look().reading()).isTrue();

    system.world.pass(Duration.ofSeconds(1));
    assertThat(system.intakeWatch.look().why()).contains("no page was taken in for 46 s: http_503");

    instead = null;
    system.takeInFunds.takeIn();
    assertThat(system.intakeWatch.look().why()).isEmpty();
  }

  @Test
  void givenHalt_whenLooking_thenNotReadingAtOnce() {
    instead = new FundsFeed.Halted("another network");
    system.takeInFunds.takeIn();

    assertThat(system.intakeWatch.look().why()).contains("reading is halted: another network");
  }

  @Test
  void givenPagesThatTheDatabaseRefuses_whenPatienceIsOver_thenNotReading() {
    system.takeInFunds.takeIn();
    FundsReceipt receipt =
        system.stellar.pay("GCUSTOMER", MemoryStellar.CNGN, 10, Optional.empty());
    instead =
        new FundsFeed.Page(
            List.of(receipt, receipt), List.of(), "1", false, system.world.instant());
    for (int i = 0; i < 5; i++) {
      system.world.pass(Duration.ofSeconds(10));
      system.takeInFunds.takeIn();
    }

    assertThat(system.intakeWatch.look().why())
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("no page was taken in for 50 s: what came after 0"));
  }

  private FundsFeed instead(FundsFeed feed) {
    return new FundsFeed() {
      @Override
      public String name() {
        return feed.name();
      }

      @Override
      public String firstPosition() {
        return feed.firstPosition();
      }

      @Override
      public Reading after(String position) {
        return Optional.ofNullable(instead).orElseGet(() -> feed.after(position));
      }
    };
  }
}
