package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;

/**
 * What an answer of VTpass means. Pure. Only what the documentation names as success is delivered,
 * only what it names as failure is rejected, everything else is unknown and asked about again.
 */
final class VtpassOutcomes {
  private static final String PROCESSED = "000";
  private static final String STATUS_ANSWER = "001";
  private static final String PROCESSING = "099";
  private static final String NO_SUCH_REQUEST = "015";

  private static final String DELIVERED = "delivered";
  private static final Set<String> OPEN = Set.of("pending", "initiated");
  private static final Set<String> UNDONE = Set.of("failed", "reversed");

  /**
   * Codes that refuse an order before anything is charged (their response-codes page). Not in here
   * and therefore unknown: 014, 015, 044, 083, 089 and whatever is not documented.
   */
  private static final Map<String, RejectionReason> REFUSALS_OF_AN_ORDER =
      Map.ofEntries(
          Map.entry("010", RejectionReason.NOT_SOLD), // variation code does not exist
          Map.entry("011", RejectionReason.FAILED), // invalid arguments
          Map.entry("012", RejectionReason.NOT_SOLD), // product does not exist
          Map.entry("013", RejectionReason.AMOUNT_REFUSED), // below minimum
          Map.entry("016", RejectionReason.FAILED), // transaction failed
          Map.entry("017", RejectionReason.AMOUNT_REFUSED), // above maximum
          Map.entry("018", RejectionReason.INSUFFICIENT_FLOAT), // low wallet balance
          Map.entry("019", RejectionReason.LIKELY_DUPLICATE), // same service and account in 30 s
          Map.entry("021", RejectionReason.CREDENTIALS_REFUSED), // account locked
          Map.entry("022", RejectionReason.CREDENTIALS_REFUSED), // account suspended
          Map.entry("023", RejectionReason.CREDENTIALS_REFUSED), // API access not enabled
          Map.entry("024", RejectionReason.CREDENTIALS_REFUSED), // account inactive
          Map.entry("025", RejectionReason.FAILED), // recipient bank invalid
          Map.entry("026", RejectionReason.FAILED), // recipient account unverified
          Map.entry("027", RejectionReason.CREDENTIALS_REFUSED), // our address not whitelisted
          Map.entry("028", RejectionReason.NOT_SOLD), // product not whitelisted for us
          Map.entry("030", RejectionReason.BILLER_UNREACHABLE),
          Map.entry("031", RejectionReason.FAILED), // below minimum quantity
          Map.entry("032", RejectionReason.FAILED), // above maximum quantity
          Map.entry("034", RejectionReason.NOT_SOLD), // service suspended
          Map.entry("035", RejectionReason.NOT_SOLD), // service inactive
          Map.entry("040", RejectionReason.REVERSED), // reversed to our wallet
          Map.entry("085", RejectionReason.FAILED), // request id not of today; the next one is
          Map.entry("086", RejectionReason.FAILED), // date in the request id
          Map.entry("087", RejectionReason.CREDENTIALS_REFUSED), // invalid credentials
          Map.entry("091", RejectionReason.FAILED)); // not processed, not charged

  /** Reversed to our wallet. */
  private static final String REVERSED = "040";

  /**
   * Codes of a requery that tell the end of the order asked about. The other refusals would refuse
   * the question, not the order, and prove nothing.
   */
  private static final Set<String> FAILURES_TOLD_BY_REQUERY = Set.of("016", "040", "091");

  private static final Map<String, String> WHAT_THE_CODE_SAYS =
      Map.of(
          "014", "request id already used: the first order under it must be asked about",
          "015", "request id not accepted",
          "044", "resolved by their staff: contact the provider",
          "083", "system error: nobody promises that nothing was charged",
          "089", "a request is being processed");

  private VtpassOutcomes() {}

  /** Of the two ends without a delivery, one gives back what had been charged. */
  private static RejectionReason undone(String status) {
    return status.equals("reversed") ? RejectionReason.REVERSED : RejectionReason.FAILED;
  }

  /** What an answer of {@code POST /pay} means. */
  static VendOutcome vend(VendOrder order, OutsideAnswer answer) {
    return answer.fold(
        answered -> vend(order, answered),
        notSent ->
            new Rejected(
                RejectionReason.PROVIDER_UNREACHABLE, notSent.what(), "VTpass: nothing was sent"),
        noAnswer -> new Unknown(noAnswer.what(), "VTpass: no answer"));
  }

  private static VendOutcome vend(VendOrder order, OutsideAnswer.Answered answered) {
    Optional<Unknown> unreadable = unreadable(answered);
    if (unreadable.isPresent()) {
      return refusedAtTheDoor(answered).<VendOutcome>map(r -> r).orElseGet(unreadable::get);
    }
    Reply reply = Reply.of(answered);
    if (!reply.answersTo(order.reference())) {
      return new Unknown(reply.seen(), "VTpass answered about another request id");
    }
    if (reply.code().equals(PROCESSED) || reply.code().equals(STATUS_ANSWER)) {
      if (reply.isAboutAnotherAmount(order.amount())) {
        return new Unknown(reply.seen(), "VTpass answered about another amount");
      }
      if (reply.status().equals(DELIVERED)) {
        return reply.delivered();
      }
      if (OPEN.contains(reply.status())) {
        return reply.pending();
      }
      return UNDONE.contains(reply.status())
          ? reply.rejected(undone(reply.status()))
          : reply.unknown();
    }
    if (reply.code().equals(PROCESSING)) {
      return reply.pending();
    }
    RejectionReason reason = REFUSALS_OF_AN_ORDER.get(reply.code());
    return reason != null && reply.statusAllowsFailure() ? reply.rejected(reason) : reply.unknown();
  }

  /** What a kept answer of {@code POST /pay} says that it delivered, once that is confirmed. */
  static Optional<Delivered> reread(
      Optional<VendReference> reference, Money ordered, OutsideAnswer.Answered answered) {
    return reference
        .map(ours -> requery(ours, ordered, answered))
        .filter(Delivered.class::isInstance)
        .map(Delivered.class::cast);
  }

  /** What an answer of {@code POST /requery} means: code and status decide together. */
  static RequeryOutcome requery(VendReference reference, Money ordered, OutsideAnswer answer) {
    return answer.fold(
        answered -> requery(reference, ordered, answered),
        notSent -> new Unknown(notSent.what(), "VTpass could not be asked"),
        noAnswer -> new Unknown(noAnswer.what(), "VTpass: no answer"));
  }

  private static RequeryOutcome requery(
      VendReference reference, Money ordered, OutsideAnswer.Answered answered) {
    Optional<Unknown> unreadable = unreadable(answered);
    if (unreadable.isPresent()) {
      return unreadable.get();
    }
    Reply reply = Reply.of(answered);
    if (!reply.answersTo(reference)) {
      return new Unknown(reply.seen(), "VTpass answered about another request id");
    }
    if (reply.code().equals(PROCESSED) || reply.code().equals(STATUS_ANSWER)) {
      if (reply.status().equals(DELIVERED)) {
        return reply.delivered(ordered);
      }
      if (OPEN.contains(reply.status())) {
        return reply.pending();
      }
      return UNDONE.contains(reply.status())
          ? reply.rejected(undone(reply.status()))
          : reply.unknown();
    }
    if (reply.code().equals(PROCESSING)) {
      return reply.pending();
    }
    if (reply.code().equals(NO_SUCH_REQUEST) && reply.status().isEmpty()) {
      return new NotFound(reply.seen());
    }
    RejectionReason reason =
        reply.code().equals(REVERSED) ? RejectionReason.REVERSED : undone(reply.status());
    return FAILURES_TOLD_BY_REQUERY.contains(reply.code()) && reply.statusAllowsFailure()
        ? reply.rejected(reason)
        : reply.unknown();
  }

  /**
   * Set when the answer is none: a server error, a redirect, no JSON object, no code. An HTTP 4xx
   * with a documented code is an answer.
   */
  static Optional<Unknown> unreadable(OutsideAnswer.Answered answered) {
    if (answered.status() >= 500 || answered.status() >= 300 && answered.status() < 400) {
      return Optional.of(new Unknown(answered.toString(), "VTpass: no answer of the application"));
    }
    Optional<JsonObject> body =
        VtpassWire.parse(answered.body())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
    if (body.isEmpty()) {
      return Optional.of(new Unknown(answered + " without a JSON object", "VTpass: unreadable"));
    }
    return VtpassWire.text(body.get(), "code").isEmpty()
        ? Optional.of(new Unknown(answered + " without a code", "VTpass: unreadable"))
        : Optional.empty();
  }

  /** HTTP 401 with the bare JSON text {@code "Invalid Credentials."}: our account is refused. */
  private static Optional<Rejected> refusedAtTheDoor(OutsideAnswer.Answered answered) {
    return answered.status() == 401
            && VtpassWire.parse(answered.body()).orElse(null) instanceof JsonString text
            && text.getString().toLowerCase(java.util.Locale.ROOT).startsWith("invalid credentials")
        ? Optional.of(
            new Rejected(
                RejectionReason.CREDENTIALS_REFUSED, "http 401", "VTpass: invalid credentials"))
        : Optional.empty();
  }

  /** Their words, short, and without any number long enough to be an account. */
  static String withoutNumbers(String words) {
    String clean = words.replaceAll("\\d{4,}", "…").replaceAll("\\s+", " ").strip();
    return clean.length() <= 160 ? clean : clean.substring(0, 160);
  }

  /**
   * A readable answer.
   *
   * @param body the whole
   * @param code their code
   * @param status of the transaction inside, lower case; empty when there is none
   */
  record Reply(JsonObject body, String code, String status) {
    static Reply of(OutsideAnswer.Answered answered) {
      JsonObject body = VtpassWire.parse(answered.body()).orElseThrow().asJsonObject();
      JsonObject transaction =
          VtpassWire.object(VtpassWire.object(body, "content"), "transactions");
      return new Reply(
          body,
          VtpassWire.text(body, "code").orElseThrow(),
          VtpassWire.textOrNumber(transaction, "status")
              .map(status -> status.toLowerCase(java.util.Locale.ROOT))
              .orElse(""));
    }

    /** Code and status for the record; a stranger's text is cut short. */
    String seen() {
      String seen = status.isEmpty() ? code : code + " " + status;
      return withoutNumbersBeyondCodes(seen);
    }

    private static String withoutNumbersBeyondCodes(String seen) {
      return withoutNumbers(seen.length() <= 40 ? seen : seen.substring(0, 40));
    }

    boolean answersTo(VendReference reference) {
      JsonValue echoed = body.get("requestId");
      return echoed == null
          || echoed == JsonValue.NULL
          || VtpassWire.textOrNumber(body, "requestId").orElse("").equals(reference.value());
    }

    boolean isAboutAnotherAmount(Money ordered) {
      JsonValue echoed = body.get("amount");
      if (echoed == null || echoed == JsonValue.NULL) {
        return false;
      }
      return VtpassWire.decimal(body, "amount")
          .map(amount -> amount.compareTo(ordered.toNaira()) != 0)
          .orElse(true);
    }

    /** Whether the status inside does not contradict a failure. */
    boolean statusAllowsFailure() {
      return status.isEmpty() || UNDONE.contains(status);
    }

    Delivered delivered() {
      return new Delivered(providerReference(), VtpassDeliveries.of(body), seen());
    }

    /** With the amount, where it is another one; unknown where that cannot be read. */
    RequeryOutcome delivered(Money ordered) {
      if (!isAboutAnotherAmount(ordered)) {
        return delivered();
      }
      return VtpassWire.money(body, "amount")
          .<RequeryOutcome>map(amount -> delivered().charging(amount))
          .orElseGet(() -> new Unknown(seen(), "VTpass delivered for no readable amount"));
    }

    Pending pending() {
      return new Pending(providerReference(), seen());
    }

    Rejected rejected(RejectionReason reason) {
      return new Rejected(reason, seen(), words());
    }

    Unknown unknown() {
      return new Unknown(seen(), WHAT_THE_CODE_SAYS.getOrDefault(code, "VTpass: not documented"));
    }

    String words() {
      return List.of("response_description", "message").stream()
          .flatMap(name -> VtpassWire.text(body, name).stream())
          .findFirst()
          .map(VtpassOutcomes::withoutNumbers)
          .orElse("");
    }

    private Optional<ProviderReference> providerReference() {
      JsonObject transaction =
          VtpassWire.object(VtpassWire.object(body, "content"), "transactions");
      return VtpassWire.textOrNumber(transaction, "transactionId")
          .filter(text -> text.length() <= 100)
          .map(ProviderReference::new);
    }
  }
}
