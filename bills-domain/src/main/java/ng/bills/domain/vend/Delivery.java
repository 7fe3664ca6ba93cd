package ng.bills.domain.vend;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a provider handed over with a delivered bill.
 *
 * @param tokens in the order in which they are entered; empty for bills without tokens
 * @param units kilowatt-hours as the provider wrote them, e.g. {@code 79.9}
 * @param receiptNumber the biller's or provider's receipt number
 */
public record Delivery(List<Token> tokens, Optional<String> units, Optional<String> receiptNumber) {

  /** Nothing but the fact. */
  public static final Delivery BARE = new Delivery(List.of(), Optional.empty(), Optional.empty());

  public Delivery {
    tokens = tokens.stream().sorted(Comparator.comparing(Token::kind)).toList();
    Objects.requireNonNull(units, "units");
    Objects.requireNonNull(receiptNumber, "receiptNumber");
  }

  /**
   * This and what was handed over besides: what is known stays, what is new is added. A token that
   * both hold is there once.
   */
  public Delivery and(Delivery more) {
    return new Delivery(
        Stream.concat(tokens.stream(), more.tokens.stream()).distinct().toList(),
        units.or(more::units),
        receiptNumber.or(more::receiptNumber));
  }

  /** The PIN of an examination card; the first one, should there be several. */
  public Optional<Token> pin() {
    return tokens.stream().filter(t -> t.kind() == Token.Kind.PIN).findFirst();
  }

  /** The token with the electricity; the first one, should there be several. */
  public Optional<Token> creditToken() {
    return tokens.stream().filter(t -> t.kind() == Token.Kind.CREDIT).findFirst();
  }
}
