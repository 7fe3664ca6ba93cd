package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveWire.Envelope;

/**
 * What an answer of Flutterwave means. Pure. The HTTP status and the envelope decide; their words
 * are for the record.
 */
final class FlutterwaveOutcomes {
  /** A bill without tokens that is still there after this has been delivered; see the package. */
  static final Duration SETTLED = Duration.ofMinutes(5);

  private static final String PAID = "200";
  private static final String ACCEPTED = "202";
  private static final Pattern TWENTY_DIGITS = Pattern.compile("\\d{20}");
  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

  private FlutterwaveOutcomes() {}

  /**
   * What the answer of a payment means. A rejection by HTTP 400 or 404 is only half of one: a
   * repeated reference is refused in the same way, so the bill must be asked about.
   */
  static VendOutcome vend(VendOrder order, OutsideAnswer answer) {
    return answer.fold(
        answered -> vend(order, answered),
        notSent ->
            new Rejected(
                RejectionReason.PROVIDER_UNREACHABLE,
                notSent.what(),
                "Flutterwave: nothing was sent"),
        noAnswer -> new Unknown(noAnswer.what(), "Flutterwave: no answer"));
  }

  private static VendOutcome vend(VendOrder order, OutsideAnswer.Answered answered) {
    Optional<Envelope> readable = FlutterwaveWire.envelope(answered);
    if (readable.isEmpty()) {
      return new Unknown(answered.toString(), "Flutterwave: unreadable");
    }
    Envelope envelope = readable.get();
    if (envelope.isSuccess()) {
      return bought(order, envelope);
    }
    if (envelope.isErrorWith(401) || envelope.isErrorWith(403)) {
      return rejected(RejectionReason.CREDENTIALS_REFUSED, envelope);
    }
    if (envelope.isErrorWith(404)) {
      return rejected(RejectionReason.NOT_SOLD, envelope);
    }
    return envelope.isErrorWith(400)
        ? rejected(RejectionReason.FAILED, envelope)
        : new Unknown(seen(envelope), words(envelope));
  }

  private static VendOutcome bought(VendOrder order, Envelope envelope) {
    JsonObject data = envelope.data();
    String code = FlutterwaveWire.textOrNumber(data, "code").orElse("");
    String seen = seen(envelope) + (code.matches("\\d{1,6}") ? " " + code : "");
    if (isAboutAnotherAmount(order.amount(), data)) {
      return new Unknown(seen, "Flutterwave answered about another amount");
    }
    return switch (code) {
      case PAID -> new Delivered(txRef(data), delivery(data), seen);
      case ACCEPTED -> new Pending(txRef(data), seen);
      default -> new Unknown(seen, "Flutterwave: a code nobody documented");
    };
  }

  /** Whether a rejection must be proven by asking about the bill. */
  static boolean needsProof(VendOutcome outcome) {
    return outcome instanceof Rejected rejected
        && (rejected.reason() == RejectionReason.FAILED
            || rejected.reason() == RejectionReason.NOT_SOLD);
  }

  /**
   * A refused order after the bill was asked about.
   *
   * @param proof what the status call and the list say about our reference
   */
  static VendOutcome proven(Rejected refused, RequeryOutcome proof) {
    return proof instanceof NotFound
        ? refused
        : new Unknown(
            refused.statusCode(), "Flutterwave refused, and does not deny a bill of the reference");
  }

  /**
   * An accepted order without a token after the bill was asked about. That the bill is there is
   * their success; that it is not, or that nobody said so, leaves it open.
   *
   * @param proof what the status call and the list say about our reference
   */
  static VendOutcome confirmed(Delivered paid, RequeryOutcome proof) {
    if (proof instanceof Delivered there) {
      if (there.charged().isPresent()) {
        return new Unknown(there.statusCode(), "Flutterwave answered about another amount");
      }
      return there.delivery().creditToken().isPresent() ? there : paid;
    }
    return proof instanceof Pending
        ? paid
        : new Pending(paid.providerReference(), paid.statusCode());
  }

  /**
   * A refused order by what is left in the wallet: nothing else says that it was too little.
   *
   * @param fee what they may take on top, in kobo
   */
  static Rejected explained(Rejected refused, Money amount, Money fee, FloatReading wallet) {
    boolean tooLow =
        wallet instanceof FloatReading.Known known
            && known.available().compareTo(amount.plus(fee)) < 0;
    return tooLow
        ? new Rejected(RejectionReason.INSUFFICIENT_FLOAT, refused.statusCode(), refused.detail())
        : refused;
  }

  /**
   * What the answer of {@code GET /bills/{reference}} means.
   *
   * @param now to tell how long the bill has been there
   */
  static RequeryOutcome status(
      VendReference reference, Money ordered, OutsideAnswer answer, Instant now) {
    return answer.fold(
        answered -> status(reference, ordered, answered, now),
        notSent -> new Unknown(notSent.what(), "Flutterwave could not be asked"),
        noAnswer -> new Unknown(noAnswer.what(), "Flutterwave: no answer"));
  }

  private static RequeryOutcome status(
      VendReference reference, Money ordered, OutsideAnswer.Answered answered, Instant now) {
    Optional<Envelope> readable = FlutterwaveWire.envelope(answered);
    if (readable.isEmpty()) {
      return new Unknown(answered.toString(), "Flutterwave: unreadable");
    }
    Envelope envelope = readable.get();
    if (envelope.isErrorWith(404) || envelope.isErrorWith(400)) {
      return new NotFound(seen(envelope));
    }
    return envelope.isSuccess()
        ? there(reference, ordered, envelope.data(), seen(envelope), now)
        : new Unknown(seen(envelope), words(envelope));
  }

  /** Whether a bill names that order of ours as the one it is for. */
  static boolean isOf(VendReference reference, JsonObject bill) {
    return FlutterwaveWire.textOrNumber(bill, "customer_reference")
        .filter(reference.value()::equals)
        .isPresent();
  }

  /** A bill that is there. */
  static RequeryOutcome there(
      VendReference reference, Money ordered, JsonObject bill, String seen, Instant now) {
    if (bill.isEmpty()) {
      return new Unknown(seen, "Flutterwave: success without a bill");
    }
    if (names(bill) && !isOf(reference, bill)) {
      return new Unknown(seen, "Flutterwave answered about another bill");
    }
    boolean hasToken = delivery(bill).creditToken().isPresent();
    boolean old = Duration.between(sentAt(reference), now).compareTo(SETTLED) >= 0;
    return hasToken || old && !awaitsToken(bill)
        ? delivered(ordered, bill, seen)
        : new Pending(txRef(bill), seen);
  }

  /** With the amount, where it is another one; unknown where that cannot be read. */
  private static RequeryOutcome delivered(Money ordered, JsonObject bill, String seen) {
    Delivered delivered = new Delivered(txRef(bill), delivery(bill), seen);
    if (!isAboutAnotherAmount(ordered, bill)) {
      return delivered;
    }
    return FlutterwaveWire.money(bill, "amount", RoundingMode.HALF_UP)
        .<RequeryOutcome>map(delivered::charging)
        .orElseGet(() -> new Unknown(seen, "Flutterwave delivered for no readable amount"));
  }

  /** What a kept answer of a payment says that it delivered, once that is confirmed. */
  static Optional<Delivered> reread(Money ordered, OutsideAnswer.Answered answered) {
    return FlutterwaveWire.envelope(answered)
        .filter(Envelope::isSuccess)
        .filter(paid -> FlutterwaveWire.textOrNumber(paid.data(), "code").orElse("").equals(PAID))
        .map(paid -> delivered(ordered, paid.data(), seen(paid)))
        .filter(Delivered.class::isInstance)
        .map(Delivered.class::cast);
  }

  private static boolean names(JsonObject bill) {
    JsonValue reference = bill.get("customer_reference");
    return reference != null && reference != JsonValue.NULL;
  }

  /** Whether it is a prepaid meter's, by what they call the product. */
  private static boolean awaitsToken(JsonObject bill) {
    return Stream.of("product", "product_name", "product_details")
        .flatMap(name -> FlutterwaveWire.text(bill, name).stream())
        .map(words -> words.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", ""))
        .anyMatch(words -> words.contains("PREPAID"));
  }

  /** When the order left, to the minute: our references begin with it. */
  static Instant sentAt(VendReference reference) {
    return LocalDateTime.parse(reference.value().substring(0, 12), MINUTE)
        .atZone(LAGOS)
        .toInstant();
  }

  /** What the answer of a validation means. */
  static AccountCheck check(OutsideAnswer answer) {
    return answer.fold(
        FlutterwaveOutcomes::check,
        notSent -> new AccountCheck.Unavailable("Flutterwave: " + notSent.what(), false),
        noAnswer ->
            new AccountCheck.Unavailable("Flutterwave: " + noAnswer.what(), noAnswer.timedOut()));
  }

  private static AccountCheck check(OutsideAnswer.Answered answered) {
    Optional<Envelope> readable = FlutterwaveWire.envelope(answered);
    if (readable.isEmpty()) {
      return new AccountCheck.Unavailable("Flutterwave: " + answered, false);
    }
    Envelope envelope = readable.get();
    if (envelope.isErrorWith(400)) {
      return new AccountCheck.Refused(words(envelope));
    }
    JsonObject data = envelope.data();
    Optional<String> name = said(data, "name");
    boolean verified =
        envelope.isSuccess()
            && FlutterwaveWire.textOrNumber(data, "response_code").orElse("").equals("00");
    return verified && name.isPresent()
        ? new AccountCheck.Confirmed(
            name,
            said(data, "address"),
            Optional.empty(),
            FlutterwaveWire.money(data, "minimum", RoundingMode.CEILING))
        : new AccountCheck.Unavailable(
            "Flutterwave: " + seen(envelope) + " confirmed nobody", false);
  }

  /** What the answer of {@code GET /balances/NGN} means. */
  static FloatReading balance(OutsideAnswer answer) {
    return answer.fold(
        FlutterwaveOutcomes::balance,
        notSent -> new FloatReading.Unavailable("Flutterwave: " + notSent.what()),
        noAnswer -> new FloatReading.Unavailable("Flutterwave: " + noAnswer.what()));
  }

  private static FloatReading balance(OutsideAnswer.Answered answered) {
    Optional<JsonObject> wallet =
        FlutterwaveWire.envelope(answered)
            .filter(Envelope::isSuccess)
            .map(Envelope::data)
            .filter(data -> FlutterwaveWire.text(data, "currency").orElse("NGN").equals("NGN"));
    return wallet
        .flatMap(data -> FlutterwaveWire.decimal(data, "available_balance"))
        .map(naira -> naira.movePointRight(2).setScale(0, RoundingMode.FLOOR).longValue())
        .map(kobo -> Math.max(0, kobo))
        .<FloatReading>map(kobo -> new FloatReading.Known(Money.ofKobo(kobo)))
        .orElseGet(() -> new FloatReading.Unavailable("Flutterwave: " + answered + ", no balance"));
  }

  private static boolean isAboutAnotherAmount(Money ordered, JsonObject data) {
    JsonValue echoed = data.get("amount");
    if (echoed == null || echoed == JsonValue.NULL) {
      return false;
    }
    return FlutterwaveWire.decimal(data, "amount")
        .map(amount -> amount.compareTo(ordered.toNaira()) != 0)
        .orElse(true);
  }

  /** Never by looking for digits: those of tx_ref have the form of a token. */
  private static Delivery delivery(JsonObject data) {
    return new Delivery(
        Stream.of("extra", "recharge_token")
            .flatMap(name -> FlutterwaveWire.textOrNumber(data, name).stream())
            .map(text -> text.replaceAll("[\\s-]", ""))
            .filter(TWENTY_DIGITS.asMatchPredicate())
            .findFirst()
            .map(digits -> List.of(new Token(Token.Kind.CREDIT, digits)))
            .orElse(List.of()),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<ProviderReference> txRef(JsonObject data) {
    return FlutterwaveWire.text(data, "tx_ref")
        .filter(text -> text.length() <= 100)
        .map(ProviderReference::new);
  }

  private static Optional<String> said(JsonObject data, String name) {
    return FlutterwaveWire.text(data, name)
        .filter(text -> !text.equalsIgnoreCase("N/A"))
        .map(text -> text.length() <= 200 ? text : text.substring(0, 200));
  }

  private static Rejected rejected(RejectionReason reason, Envelope envelope) {
    return new Rejected(reason, seen(envelope), words(envelope));
  }

  private static String seen(Envelope envelope) {
    return "http " + envelope.httpStatus() + (envelope.success() ? " success" : " error");
  }

  private static String words(Envelope envelope) {
    String words = FlutterwaveWire.withoutNumbers(envelope.message());
    return words.isEmpty() ? "refused" : words;
  }
}
