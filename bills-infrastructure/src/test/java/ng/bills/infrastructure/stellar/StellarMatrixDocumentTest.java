package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Plays every kind of odd money, and every fault of Horizon against receiving and refunding, by the
 * real use cases and adapters over HTTP against the sandbox, and writes down how each ended in
 * {@code docs/stellar-matrix.md}; fails when the file says something else, or when anything is
 * neither settled nor with a person.
 */
class StellarMatrixDocumentTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-infrastructure -am test -Dtest=StellarMatrixDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  /** The module's directory is where Maven runs its tests. */
  private static final Path FILE =
      Path.of("..", "docs", "stellar-matrix.md").toAbsolutePath().normalize();

  private static final int AT_ONCE = 6;

  private static Map<String, List<StellarCase>> sections() {
    Map<String, List<StellarCase>> sections = new LinkedHashMap<>();
    sections.put("Money: amount and time", OddMoney.amountsAndTimes());
    sections.put("Money: the memo", OddMoney.memos());
    sections.put("Money: asset and way", OddMoney.assetsAndWays());
    sections.put("Money: payers who cannot be paid back", OddMoney.payers());
    sections.put("Receiving: what Horizon answers", ReceivingFaults.answers());
    sections.put("Receiving: what the pages hold", ReceivingFaults.contents());
    sections.put("Receiving: the stream of hints", ReceivingFaults.streams());
    sections.put("Receiving: crowds, and nodes that die", ReceivingFaults.crowdsAndDeaths());
    sections.put("Refunding: what a submission is answered", RefundingFaults.submissions());
    sections.put(
        "Refunding: looking for what was applied", RefundingFaults.looksAfterItWasApplied());
    sections.put("Refunding: looking for what was lost", RefundingFaults.looksAfterItWasLost());
    sections.put("Refunding: before anything is signed", RefundingFaults.building());
    sections.put(
        "Refunding: what happens between signature and ledger",
        RefundingFaults.betweenSigningAndLedger());
    sections.put("Refunding: nodes that die", RefundingFaults.deaths());
    return sections;
  }

  /** Where facts that need no table are proved; a test that is renamed fails this one. */
  private static final List<String[]> ELSEWHERE =
      List.of(
          new String[] {
            "1,000 receipts in one ledger come once each",
            "stellar.HorizonFundsFeedTest",
            "givenThousandReceiptsInOneLedger_whenReading_thenEachComesOnce"
          },
          new String[] {
            "an operation is stored once",
            "persistence.funds.JpaFundsReceiptsIT",
            "givenStoredOperation_whenStoredAgain_thenConflict"
          },
          new String[] {
            "the same envelope submitted 20 times is one payment",
            "stellar.RefundFaultsTest",
            "givenNoFault_whenSubmittedTwentyTimes_thenOnePaymentAndAlwaysTheSameAnswer"
          },
          new String[] {
            "dead only strictly after the time bound",
            "stellar.StellarRefundSenderTest",
            "givenNeverSubmitted_whenLookingUp_thenDeadOnlyStrictlyAfterTheBound"
          },
          new String[] {
            "never dead while Horizon lags",
            "stellar.StellarRefundSenderTest",
            "givenAppliedButHorizonLags_whenLookingUp_thenNeverDead"
          },
          new String[] {
            "never dead by a second, lagging server",
            "stellar.StellarRefundSenderTest",
            "givenLaggingSecondServerSaysNotFound_whenLookingUp_thenNotDeadThoughTimeIsOver"
          },
          new String[] {
            "a second live transaction is refused by the database",
            "persistence.refund.JpaRefundsIT",
            "givenLiveTransactionOfTheSource_whenAnotherRefundPreparesOne_thenConflict"
          },
          new String[] {
            "a receipt has one refund",
            "persistence.refund.JpaRefundsIT",
            "givenReceiptWithRefund_whenOwedAgain_thenConflict"
          },
          new String[] {
            "an idle poller asks at most 1,800 times an hour",
            "stellar.HorizonFundsFeedTest",
            "givenIdleHour_whenPollingEveryThreeSeconds_thenAtMostEighteenHundredRequests"
          },
          new String[] {
            "after a 429 it is silent, longer each time",
            "stellar.HorizonClientTest",
            "givenRateLimitWithoutTime_whenRepeated_thenRestsLongerEachTimeAndAtMostFiveMinutes"
          });

  @Test
  void givenEveryCase_whenPlayed_thenItEndsAsTheDocumentSays() throws Exception {
    StringBuilder text = new StringBuilder(head());
    List<String> failures = new ArrayList<>();
    // each has a network and a system of its own, and waits for answers that do not come
    ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, List<Future<String>>> sections = new LinkedHashMap<>();
      sections()
          .forEach(
              (title, cases) ->
                  sections.put(title, submit(players, cases, one -> line(one.name(), one.run()))));
      List<Future<String>> troubles = submit(players, ObserverTrouble.all(), ObserverTrouble::line);
      for (Map.Entry<String, List<Future<String>>> section : sections.entrySet()) {
        text.append("\n## ").append(section.getKey()).append("\n\n");
        text.append("| case | what Bills does | payment | refund | money | end |\n");
        text.append("|---|---|---|---|---|---|\n");
        append(section.getValue(), text, failures);
      }
      text.append("\n## Arriving money is not seen: readiness\n\n");
      text.append("| what is wrong | DOWN after | reason in `/health/ready` | mended |\n");
      text.append("|---|---|---|---|\n");
      append(troubles, text, failures);
    } finally {
      players.shutdownNow();
    }
    text.append(elsewhere());
    assertThat(failures).isEmpty();
    compare(text.toString());
  }

  private static <T> List<Future<String>> submit(
      ExecutorService players, List<T> cases, Function<T, String> play) {
    return cases.stream().map(one -> players.submit(() -> play.apply(one))).toList();
  }

  private static void append(List<Future<String>> lines, StringBuilder text, List<String> failures)
      throws InterruptedException {
    for (Future<String> line : lines) {
      try {
        text.append(line.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause().getMessage());
      }
    }
  }

  private static String head() {
    return """
        # Odd money, and every fault of Horizon

        Written by the build; do not edit. Write it again with
        `%s`.

        One payment of 1,000 naira, 1,030 with the fee, waits for its money. Each case is played by the real use cases
        and the real adapters over HTTP against the sandbox of Horizon, by a clock that is set: five seconds and one ledger a
        step. When all has come to rest, and eleven minutes later again, the test asks the ledger of the network what is true:
        the bill was bought once or never; what is confirmed as refunded went back once, to who paid, and nothing else left the
        wallet; the wallet holds what the books say; the books are in balance.

        *What Bills does* is what each receipt was taken for and, for each refund, how many transactions were signed and how
        often the bytes were submitted. *Money* is the journal: where what arrived was booked, then every movement. *With a
        person* is an open review, a blocked refund, or a record that was set aside unread. Wrong assets are kept as rows
        and are no money.
        """
        .formatted(COMMAND);
  }

  private static String elsewhere() throws ReflectiveOperationException {
    StringBuilder text = new StringBuilder("\n## Proved by tests of their own\n\n");
    text.append("| what | test |\n|---|---|\n");
    for (String[] proof : ELSEWHERE) {
      Class<?> test = Class.forName("ng.bills.infrastructure." + proof[1]);
      assertThat(test.getDeclaredMethod(proof[2])).isNotNull();
      text.append("| ").append(proof[0]).append(" | `").append(test.getSimpleName());
      text.append('.').append(proof[2]).append("` |\n");
    }
    return text.toString();
  }

  private static String line(String name, StellarRow row) {
    return "| "
        + String.join(
            " | ", name, row.bills(), row.payment(), row.refund(), row.money(), row.end().words)
        + " |\n";
  }

  private static void compare(String drawn) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn);
    }
    assertThat(FILE).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(FILE))
        .as("docs/stellar-matrix.md is stale; write it again with: %s", COMMAND)
        .isEqualTo(drawn);
  }
}
