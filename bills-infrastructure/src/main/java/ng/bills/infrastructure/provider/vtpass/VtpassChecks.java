package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Unknown;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.vtpass.VtpassOutcomes.Reply;

/** What an answer of {@code POST /merchant-verify} means. Pure. Failure comes inside code 000. */
final class VtpassChecks {

  private static final List<String> ASKED = List.of("000", "020");

  /** {@code 02-FEB-26}, as GOtv writes it. */
  private static final DateTimeFormatter SHORT_DAY =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd-MMM-yy")
          .toFormatter(Locale.ENGLISH);

  private VtpassChecks() {}

  /**
   * The answer about an account.
   *
   * @param renewing whether no plan is bought, so that what renewing costs is the least to pay
   */
  static AccountCheck of(OutsideAnswer answer, boolean renewing) {
    return read(answer, content -> confirmed(content, renewing));
  }

  /**
   * What Smile knows of an e-mail address.
   *
   * @param check the answer
   * @param accountId the one account behind it
   */
  record Smile(AccountCheck check, Optional<String> accountId) {}

  /** The answer about an e-mail address: good when there is exactly one account behind it. */
  static Smile smile(OutsideAnswer answer) {
    Optional<JsonObject> account =
        answer.fold(
            answered ->
                VtpassOutcomes.unreadable(answered).isPresent()
                    ? Optional.empty()
                    : onlyAccount(VtpassWire.object(Reply.of(answered).body(), "content")),
            notSent -> Optional.empty(),
            noAnswer -> Optional.empty());
    AccountCheck check =
        read(
            answer,
            content ->
                account
                    .<AccountCheck>map(
                        a ->
                            new AccountCheck.Confirmed(
                                said(a, "FriendlyName"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                    .orElseGet(
                        () ->
                            new AccountCheck.Refused(
                                "not exactly one account behind this e-mail address")));
    return new Smile(
        check,
        check instanceof AccountCheck.Confirmed
            ? account.flatMap(a -> VtpassWire.textOrNumber(a, "AccountId"))
            : Optional.empty());
  }

  private static Optional<JsonObject> onlyAccount(JsonObject content) {
    JsonValue accounts = VtpassWire.object(content, "AccountList").get("Account");
    return accounts instanceof JsonArray list
            && list.size() == 1
            && list.get(0) instanceof JsonObject only
            && VtpassWire.textOrNumber(only, "AccountId").isPresent()
        ? Optional.of(only)
        : Optional.empty();
  }

  private static AccountCheck read(
      OutsideAnswer answer, Function<JsonObject, AccountCheck> confirmed) {
    return answer.fold(
        answered -> read(answered, confirmed),
        notSent -> new AccountCheck.Unavailable("VTpass: " + notSent.what(), false),
        noAnswer ->
            new AccountCheck.Unavailable("VTpass: " + noAnswer.what(), noAnswer.timedOut()));
  }

  private static AccountCheck read(
      OutsideAnswer.Answered answered, Function<JsonObject, AccountCheck> confirmed) {
    Optional<Unknown> unreadable = VtpassOutcomes.unreadable(answered);
    if (unreadable.isPresent()) {
      return new AccountCheck.Unavailable("VTpass: " + unreadable.get().statusCode(), false);
    }
    Reply reply = Reply.of(answered);
    if (!ASKED.contains(reply.code())) {
      String words = reply.words();
      return new AccountCheck.Unavailable(
          "VTpass: " + reply.seen() + (words.isEmpty() ? "" : " " + words), false);
    }
    JsonObject content = VtpassWire.object(reply.body(), "content");
    boolean wrong = isTrue(content.get("WrongBillersCode"));
    boolean error = content.containsKey("error") && content.get("error") != JsonValue.NULL;
    if (wrong || error) {
      String words =
          VtpassWire.text(content, "error").map(VtpassOutcomes::withoutNumbers).orElse("refused");
      // an error that says the account itself is right is about something else: ask again later
      boolean accountNotBlamed = !wrong && isFalse(content.get("WrongBillersCode"));
      return accountNotBlamed
          ? new AccountCheck.Unavailable("VTpass: " + words, false)
          : new AccountCheck.Refused(words);
    }
    return confirmed.apply(content);
  }

  private static AccountCheck confirmed(JsonObject content, boolean renewing) {
    Optional<String> name = said(content, "Customer_Name");
    if (name.isEmpty()) {
      return new AccountCheck.Unavailable("VTpass: confirmed nobody", false);
    }
    Optional<Money> renewal = first(content, "Renewal_Amount");
    return new AccountCheck.Confirmed(
        name,
        said(content, "Address"),
        first(content, "Outstanding", "Customer_Arrears").or(() -> renewal),
        first(content, "Min_Purchase_Amount", "Minimum_Amount")
            .or(() -> renewal.filter(r -> renewing)),
        said(content, "Current_Bouquet"),
        said(content, "Due_Date").or(() -> said(content, "DUE_DATE")).flatMap(VtpassChecks::day));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          text.matches("\\d{4}-\\d\\d-\\d\\d.*")
              ? LocalDate.parse(text.substring(0, 10))
              : LocalDate.parse(text, SHORT_DAY));
    } catch (DateTimeException e) {
      return Optional.empty(); // a date in words nobody has seen yet is no date to us
    }
  }

  /** A text that says something: companies write "" and "N/A" for nothing. */
  private static Optional<String> said(JsonObject content, String name) {
    return VtpassWire.text(content, name)
        .filter(text -> !text.equalsIgnoreCase("N/A"))
        .map(text -> text.length() <= 200 ? text : text.substring(0, 200));
  }

  /** The first of these members that is an amount above zero, in kobo, fractions rounded up. */
  private static Optional<Money> first(JsonObject content, String... names) {
    for (String name : names) {
      Optional<BigDecimal> naira =
          VtpassWire.decimal(content, name).filter(amount -> amount.signum() > 0);
      if (naira.isPresent()) {
        return naira
            .map(amount -> Money.ofNaira(amount.setScale(2, RoundingMode.CEILING)))
            .filter(amount -> amount.compareTo(Money.MAX) <= 0);
      }
    }
    return Optional.empty();
  }

  private static boolean isTrue(JsonValue value) {
    return value == JsonValue.TRUE
        || value instanceof JsonString text && text.getString().equalsIgnoreCase("true");
  }

  private static boolean isFalse(JsonValue value) {
    return value == JsonValue.FALSE
        || value instanceof JsonString text && text.getString().equalsIgnoreCase("false");
  }
}
