package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;

/**
 * What a delivered answer hands over. The distribution companies put the token in different places
 * (VTpass's page of each company), at the top level of the answer.
 */
final class VtpassDeliveries {
  private static final List<String> TOKEN_NAMES =
      List.of("mainToken", "token", "Token", "purchased_code");
  private static final List<String> UNIT_NAMES = List.of("units", "Units", "mainTokenUnits");
  private static final List<String> RECEIPT_NAMES =
      List.of("Receipt", "receiptNumber", "invoiceNumber", "exchangeReference");

  private static final Pattern BONUS = Pattern.compile("(?i)bonus\\s*tokens?\\s*:?");
  private static final Pattern PREFIX = Pattern.compile("(?i)^\\s*tokens?\\s*:\\s*");
  private static final Pattern PIN = Pattern.compile("(?i)^\\s*pins?\\s*:\\s*");
  private static final String EDUCATION = "Education";
  private static final Pattern DIGITS = Pattern.compile("\\d{20}");
  private static final Pattern UNITS =
      Pattern.compile("(?i)([0-9]{1,9}(?:,[0-9]{3})*(?:\\.[0-9]{1,6})?)\\s*(?:kwh)?");

  private VtpassDeliveries() {}

  static Delivery of(JsonObject body) {
    if (isCard(body)) {
      return new Delivery(cards(body), Optional.empty(), receipt(body));
    }
    List<Token> tokens = new ArrayList<>();
    keyChange(body, "kct1", "KCT1")
        .map(d -> new Token(Token.Kind.KEY_CHANGE_1, d))
        .ifPresent(tokens::add);
    keyChange(body, "kct2", "KCT2")
        .map(d -> new Token(Token.Kind.KEY_CHANGE_2, d))
        .ifPresent(tokens::add);
    Optional<String> credit = credit(body);
    credit.map(d -> new Token(Token.Kind.CREDIT, d)).ifPresent(tokens::add);
    bonus(body)
        .filter(digits -> !credit.equals(Optional.of(digits)))
        .map(digits -> new Token(Token.Kind.BONUS, digits))
        .ifPresent(tokens::add);
    return new Delivery(tokens, units(body), receipt(body));
  }

  /** Examination bodies: WAEC has cards or tokens, JAMB says "Pin : …" in the purchased code. */
  private static boolean isCard(JsonObject body) {
    JsonObject transaction = VtpassWire.object(VtpassWire.object(body, "content"), "transactions");
    return body.get("cards") instanceof JsonArray
        || body.get("tokens") instanceof JsonArray
        || VtpassWire.text(transaction, "type").filter(EDUCATION::equalsIgnoreCase).isPresent()
        || VtpassWire.text(body, "purchased_code").filter(PIN.asPredicate()).isPresent();
  }

  private static List<Token> cards(JsonObject body) {
    List<Token> tokens = new ArrayList<>();
    if (body.get("cards") instanceof JsonArray cards) {
      for (JsonValue card : cards) {
        if (card instanceof JsonObject object) {
          VtpassWire.textOrNumber(object, "Serial")
              .flatMap(text -> card(Token.Kind.SERIAL, text))
              .ifPresent(tokens::add);
          VtpassWire.textOrNumber(object, "Pin")
              .flatMap(text -> card(Token.Kind.PIN, text))
              .ifPresent(tokens::add);
        }
      }
    }
    if (tokens.isEmpty() && body.get("tokens") instanceof JsonArray each) {
      for (JsonValue token : each) {
        if (token instanceof JsonString text) {
          card(Token.Kind.PIN, text.getString()).ifPresent(tokens::add);
        }
      }
    }
    if (tokens.isEmpty()) {
      VtpassWire.textOrNumber(body, "purchased_code").stream()
          .map(text -> PIN.matcher(PREFIX.matcher(text).replaceFirst("")).replaceFirst(""))
          .flatMap(text -> Stream.of(text.split(",")))
          .flatMap(text -> card(Token.Kind.PIN, text).stream())
          .forEach(tokens::add);
    }
    return tokens;
  }

  /** "N/A" is none. */
  private static Optional<Token> card(Token.Kind kind, String text) {
    String bare = text.replaceAll("\\s", "");
    return Optional.of(bare).filter(t -> Token.isWellFormed(kind, t)).map(t -> new Token(kind, t));
  }

  private static Optional<String> credit(JsonObject body) {
    return candidates(body).stream()
        .map(text -> BONUS.split(text, 2)[0])
        .flatMap(text -> digits(text).stream())
        .findFirst();
  }

  private static Optional<String> bonus(JsonObject body) {
    Optional<String> own =
        VtpassWire.textOrNumber(body, "bonusToken").flatMap(VtpassDeliveries::afterBonus);
    return own.isPresent()
        ? own
        : candidates(body).stream()
            .filter(BONUS.asPredicate())
            .flatMap(text -> afterBonus(text).stream())
            .findFirst();
  }

  private static Optional<String> afterBonus(String text) {
    String[] parts = BONUS.split(text, 2);
    return digits(parts[parts.length - 1]);
  }

  private static List<String> candidates(JsonObject body) {
    List<String> texts = new ArrayList<>();
    TOKEN_NAMES.forEach(name -> VtpassWire.textOrNumber(body, name).ifPresent(texts::add));
    JsonObject transaction = VtpassWire.object(VtpassWire.object(body, "content"), "transactions");
    VtpassWire.textOrNumber(transaction, "extras").ifPresent(texts::add);
    return texts;
  }

  private static Optional<String> keyChange(JsonObject body, String... names) {
    return List.of(names).stream()
        .flatMap(name -> VtpassWire.textOrNumber(body, name).stream())
        .flatMap(text -> digits(text).stream())
        .findFirst();
  }

  /** Exactly twenty digits once prefix, blanks and hyphens are gone; "N/A" is none. */
  private static Optional<String> digits(String text) {
    String bare = PREFIX.matcher(text).replaceFirst("").replaceAll("[\\s-]", "");
    return Optional.of(bare).filter(DIGITS.asMatchPredicate());
  }

  private static Optional<String> units(JsonObject body) {
    return UNIT_NAMES.stream()
        .flatMap(name -> VtpassWire.textOrNumber(body, name).stream())
        .map(UNITS::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  private static Optional<String> receipt(JsonObject body) {
    Predicate<String> says = text -> !text.equalsIgnoreCase("N/A") && text.length() <= 100;
    return RECEIPT_NAMES.stream()
        .flatMap(name -> VtpassWire.textOrNumber(body, name).stream())
        .filter(says)
        .findFirst();
  }
}
