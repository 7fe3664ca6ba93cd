package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.refund.RefundClockForm;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.payment.Payment;
import org.junit.jupiter.api.Test;

/**
 * The sample in {@code docs/refund-clock.md} is what a run gives. {@code -Dbills.docs.write=true}
 * writes it anew.
 */
class RefundClockSampleTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "refund-clock.md");
  private static final String BEGIN = "<!-- sample begins -->\n";
  private static final String END = "<!-- sample ends -->";

  private final TestSystem system = new TestSystem();

  private void underpaid() {
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment, 10_000_000);
  }

  private String report(RefundClockForm form) {
    StringBuilder all = new StringBuilder();
    system.reportRefundClock.write(
        new RefundClocks.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
        form,
        all::append);
    return all.toString();
  }

  private String sample() {
    system.stellar.then(Fate.DROP);
    underpaid();
    underpaid();
    system.run(Duration.ofMinutes(4), Duration.ofSeconds(10));
    system.provider().then(Act.PEND);
    Payment pending = system.request(TestSystem.airtime(500));
    system.pay(pending);
    system.run(Duration.ofHours(24), Duration.ofMinutes(5));
    system.run(Duration.ofMinutes(10), Duration.ofSeconds(10));
    return "```\n"
        + report(RefundClockForm.CSV).replace("\r\n", "\n")
        + "```\n\n```json\n"
        + report(RefundClockForm.JSON).replace("{\"tr", "\n  {\"tr").replace("],\"c", "\n],\"c")
        + "\n```\n";
  }

  @Test
  void givenARunWithBreaches_whenReported_thenTheDocumentShowsExactlyThat() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    String sample = sample();
    if (Boolean.getBoolean("bills.docs.write")) {
      Files.writeString(DOCUMENT, document.substring(0, from) + sample + document.substring(to));
    } else {
      assertThat(document.substring(from, to)).isEqualTo(sample);
    }
  }
}
