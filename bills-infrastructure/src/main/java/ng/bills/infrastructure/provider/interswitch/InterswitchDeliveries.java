package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;

/**
 * What a delivered answer hands over. Tokens are in {@code AdditionalInfo} and nowhere else; its
 * members differ by biller and only {@code RechargePIN} is documented, so every value that is
 * wholly a token counts.
 */
final class InterswitchDeliveries {
  private static final String DOCUMENTED = "RechargePIN";
  private static final Pattern PREFIX = Pattern.compile("(?i)^\\s*tokens?\\s*:\\s*");
  private static final Pattern TOKEN = Pattern.compile("\\d{20}");

  private InterswitchDeliveries() {}

  static Delivery of(JsonObject body) {
    JsonObject info = InterswitchWire.object(body, "AdditionalInfo");
    Optional<String> documented = token(info, DOCUMENTED);
    List<Token> tokens = new ArrayList<>();
    documented.ifPresent(digits -> tokens.add(new Token(Token.Kind.CREDIT, digits)));
    for (String name : info.keySet()) {
      Token.Kind kind = kindOf(name);
      if (kind != Token.Kind.CREDIT || documented.isEmpty()) {
        token(info, name).map(digits -> new Token(kind, digits)).ifPresent(tokens::add);
      }
    }
    return new Delivery(tokens.stream().distinct().toList(), Optional.empty(), Optional.empty());
  }

  /** By the usual names of the trade; theirs are not documented. */
  private static Token.Kind kindOf(String name) {
    String bare = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (bare.matches(".*(kct|keychange(token)?)1")) {
      return Token.Kind.KEY_CHANGE_1;
    }
    if (bare.matches(".*(kct|keychange(token)?)2")) {
      return Token.Kind.KEY_CHANGE_2;
    }
    return bare.contains("bonus") ? Token.Kind.BONUS : Token.Kind.CREDIT;
  }

  /** Exactly twenty digits once prefix, blanks and hyphens are gone. */
  private static Optional<String> token(JsonObject info, String name) {
    return InterswitchWire.text(info, name)
        .map(text -> PREFIX.matcher(text).replaceFirst("").replaceAll("[\\s-]", ""))
        .filter(TOKEN.asMatchPredicate());
  }
}
