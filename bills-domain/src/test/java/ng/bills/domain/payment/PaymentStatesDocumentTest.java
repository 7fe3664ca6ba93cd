package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Draws {@code docs/payment-states.md} from {@link PaymentTransition} and fails when the file says
 * something else.
 */
class PaymentStatesDocumentTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-domain test -Dtest=PaymentStatesDocumentTest -D" + WRITE + "=true";

  /** The module's directory is where Maven runs its tests. */
  private static final Path FILE =
      Path.of("..", "docs", "payment-states.md").toAbsolutePath().normalize();

  @Test
  void givenTheTransitions_whenTheDocumentIsRead_thenItShowsExactlyThem() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn());
    }

    assertThat(FILE).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(FILE))
        .as("docs/payment-states.md is stale; write it again with: %s", COMMAND)
        .isEqualTo(drawn());
  }

  private static String drawn() {
    StringBuilder text = new StringBuilder();
    text.append("# The states of a payment\n\n")
        .append("Drawn by the build from `PaymentTransition`; do not edit. Write it again with\n")
        .append("`")
        .append(COMMAND)
        .append("`.\n\n")
        .append("A transition that is not here cannot happen: the domain throws, and the")
        .append(" database refuses it too.\n")
        .append("A state that no transition leaves is terminal.\n\n")
        .append("```mermaid\nstateDiagram-v2\n")
        .append("  [*] --> ")
        .append(PaymentState.PENDING_PAYMENT.wireName())
        .append('\n');
    for (PaymentTransition t : PaymentTransition.values()) {
      text.append("  ").append(t.from().wireName()).append(" --> ").append(t.to().wireName());
      text.append(" : ").append(t.wireName()).append('\n');
    }
    for (PaymentState state : PaymentState.values()) {
      if (state.isTerminal()) {
        text.append("  ").append(state.wireName()).append(" --> [*]\n");
      }
    }
    text.append("```\n\n")
        .append("| state | wire name | outcome | meaning | goes to, by |\n")
        .append("|---|---|---|---|---|\n");
    for (PaymentState state : PaymentState.values()) {
      text.append("| `").append(state).append("` | `").append(state.wireName()).append("` | ");
      text.append(state.outcome().wireName()).append(" | ").append(meaning(state)).append(" | ");
      text.append(exits(state)).append(" |\n");
    }
    return text.toString();
  }

  private static String exits(PaymentState state) {
    return state.isTerminal()
        ? "nowhere: terminal"
        : Arrays.stream(PaymentTransition.values())
            .filter(t -> t.from() == state)
            .map(t -> "`" + t.to().wireName() + "` by `" + t.wireName() + "`")
            .collect(Collectors.joining(", "));
  }

  /** A new state does not compile until it is explained here. */
  private static String meaning(PaymentState state) {
    return switch (state) {
      case PENDING_PAYMENT -> "waiting for the customer's cNGN";
      case CNGN_RECEIVED -> "money received, amount exact";
      case VERIFYING_ACCOUNT -> "asking a provider about the account";
      case ACCOUNT_INVALID -> "the account does not exist, is closed, or does not take the amount";
      case PROCESSING_BILL -> "about to buy, or buying";
      case PROVIDER_PROCESSING ->
          "the provider has it, or may have it: outcome pending or unknown, or token missing";
      case RETRY_SCHEDULED -> "known not to have been bought; waits before it is tried again";
      case PROVIDER_FAILED -> "this provider refused for good";
      case REFUND_INITIATED -> "money is to go back";
      case REFUND_PROCESSING -> "a refund is on its way";
      case REFUNDED -> "money is back";
      case COMPLETED -> "delivered; token or confirmation stored";
      case EXPIRED -> "nothing came within the payment window, or the partner cancelled";
    };
  }
}
