package ng.bills.web.api.model;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.payment.FindPayments;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundHindrance;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Token;
import ng.bills.web.api.json.JsonFields;

/** A payment, as the API shows it. */
public final class PaymentAnswers {

  private PaymentAnswers() {}

  /**
   * The answer to a request to pay. It is made from what never changes, so that the same request
   * gets the same bytes at any time.
   *
   * @param qrAddress where the QR code is
   */
  public static JsonObject accepted(
      Payment payment, ReceivingAccount account, Asset cngn, String qrAddress) {
    PaymentRequest request = payment.request();
    PaymentMemo memo = new PaymentMemo(payment.reference());
    AssetAmount amount = AssetAmount.worth(cngn, request.total());
    return JsonFields.object()
        .text("transaction_id", payment.id().toString())
        .text("reference", payment.reference().value())
        .text("status", PaymentState.PENDING_PAYMENT.wireName())
        .naira("amount", request.amount())
        .naira("fee", request.fee())
        .naira("total", request.total())
        .text("currency", "NGN")
        .object(
            "instructions",
            JsonFields.object()
                .text("send_to", account.address())
                .amount("amount_cngn", amount)
                .text("asset", cngn.code())
                .text("asset_issuer", cngn.issuer())
                .text("memo", memo.text())
                .text("memo_type", "text")
                .text("sep7_uri", paymentLink(payment, account, cngn))
                .text("qr_svg_url", qrAddress)
                .number(
                    "timeout_seconds",
                    Duration.between(payment.createdAt(), payment.expiresAt()).toSeconds()))
        .time("expires_at", payment.expiresAt())
        .toJson();
  }

  /** The SEP-7 link by which a wallet pays it. */
  public static String paymentLink(Payment payment, ReceivingAccount account, Asset cngn) {
    return account.paymentLink(
        AssetAmount.worth(cngn, payment.request().total()),
        new PaymentMemo(payment.reference()),
        "Bill payment " + payment.reference());
  }

  /**
   * Where a payment is.
   *
   * @param retries how many retries there are after the first try
   */
  public static JsonObject status(FindPayments.Status status, int retries) {
    Payment payment = status.payment();
    JsonFields json = head(payment, retries).time("updated_at", payment.updatedAt());
    if (payment.state() == PaymentState.COMPLETED) {
      completed(json, payment);
    } else if (payment.state().outcome() == PaymentOutcome.FAILED) {
      payment.failure().ifPresent(failure -> failed(json, failure, status.refund()));
    }
    return json.toJson();
  }

  private static JsonFields head(Payment payment, int retries) {
    return JsonFields.object()
        .text("transaction_id", payment.id().toString())
        .text("status", payment.state().wireName())
        .text("outcome", payment.state().outcome().wireName())
        .text("stage", StageSentence.of(payment, retries))
        .number("progress", payment.state().progress());
  }

  private static void completed(JsonFields json, Payment payment) {
    Optional<Delivery> delivery = payment.delivery();
    List<Token> tokens = delivery.map(Delivery::tokens).orElse(List.of());
    json.time("completed_at", payment.completedAt())
        .text("bill_type", payment.request().billType().wireName())
        .text("provider", payment.request().biller().value())
        .text("token", delivery.flatMap(d -> d.creditToken().or(d::pin)).map(Token::grouped));
    if (tokens.size() > 1) {
      json.objects(
          "tokens",
          tokens.stream()
              .map(
                  token ->
                      JsonFields.object()
                          .text("kind", token.kind().name().toLowerCase(Locale.ROOT))
                          .text("token", token.grouped())));
    }
    json.text("units", delivery.flatMap(Delivery::units))
        .text("instructions", instructions(payment, tokens))
        .object(
            "payment_details",
            JsonFields.object()
                .naira("amount", payment.request().amount())
                .naira("fee", payment.request().fee())
                .textOrNull("provider_reference", providerReference(payment))
                .textOrNull("receipt_number", delivery.flatMap(Delivery::receiptNumber)));
  }

  private static Optional<String> providerReference(Payment payment) {
    return payment.attempts().stream()
        .flatMap(a -> a.providerReference().stream())
        .reduce((first, second) -> second)
        .map(ProviderReference::value);
  }

  private static String instructions(Payment payment, List<Token> tokens) {
    if (payment.delivery().flatMap(Delivery::pin).isPresent()) {
      return "Use the PIN where the examination body asks for it, with its serial if there is one.";
    }
    if (tokens.size() > 1) {
      return "Key the tokens into the meter in the order of tokens, each followed by the enter key.";
    }
    if (!tokens.isEmpty()) {
      return "Key the token into the meter and press the enter key.";
    }
    boolean postpaid =
        payment.request().account() instanceof MeterNumber meter
            && meter.type() == MeterType.POSTPAID;
    return switch (payment.request().billType()) {
      case AIRTIME -> "Nothing to do: the airtime is on the phone.";
      case DATA -> "Nothing to do: the data is on the phone.";
      case CABLE_TV ->
          "Nothing to do: the subscription is on the decoder; leave it switched on for a while.";
      default ->
          postpaid ? "Nothing to do: the account is credited." : "Nothing to do: the bill is paid.";
    };
  }

  private static void failed(JsonFields json, Failure failure, Optional<Refund> refund) {
    json.time("failed_at", failure.at())
        .text("failure_reason", failure.reason())
        .text("failure_code", failure.code().name());
    refund.ifPresent(r -> json.object("refund", refund(r)));
  }

  private static JsonFields refund(Refund refund) {
    return JsonFields.object()
        .amount("amount", refund.order().amount())
        .text("status", refund.state().wireName())
        .textOrNull("transaction_hash", refund.confirmedHash())
        .time("timestamp", refund.confirmedAt().orElse(refund.createdAt()));
  }

  /** A payment with everything that happened to it. No token is in it: the status has them. */
  public static JsonObject story(FindPayments.Story story, int retries) {
    Payment payment = story.payment();
    PaymentRequest request = payment.request();
    JsonFields metadata = JsonFields.object();
    request.metadata().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> metadata.text(e.getKey(), e.getValue()));
    JsonFields json =
        head(payment, retries)
            .text("reference", payment.reference().value())
            .text(
                "request_reference",
                request.requestReference().filter(r -> !IdempotencyKey.isDerived(r)))
            .text("bill_type", request.billType().wireName())
            .text("provider", request.biller().value())
            .text("account_number", request.account().masked())
            .text(
                "account_type",
                request.account() instanceof MeterNumber meter
                    ? Optional.of(meter.type().name())
                    : Optional.empty())
            .text("plan_code", request.plan().map(PlanCode::value))
            .text("subscription_change", request.change().map(SubscriptionChange::wireName))
            .text("customer_name", payment.customerName())
            .naira("amount", request.amount())
            .naira("fee", request.fee())
            .naira("total", request.total())
            .text("currency", "NGN")
            .text("customer_email", request.email().map(PaymentAnswers::maskEmail))
            .text("customer_phone", request.phone().map(PhoneNumber::masked))
            .object("metadata", metadata)
            .time("created_at", payment.createdAt())
            .time("expires_at", payment.expiresAt())
            .time("updated_at", payment.updatedAt())
            .time("next_action_at", payment.nextActionAt())
            .time("completed_at", payment.completedAt())
            .number("retries_used", payment.retriesUsed());
    payment
        .delivery()
        .ifPresent(
            d ->
                json.object(
                    "delivery",
                    JsonFields.object()
                        .number("tokens", d.tokens().size())
                        .text("units", d.units())
                        .text("receipt_number", d.receiptNumber())));
    payment
        .failure()
        .ifPresent(
            f ->
                json.object(
                    "failure",
                    JsonFields.object()
                        .text("code", f.code().name())
                        .text("reason", f.reason())
                        .time("at", f.at())));
    payment
        .review()
        .ifPresent(
            r ->
                json.object(
                    "review",
                    JsonFields.object()
                        .text("kind", r.kind().name().toLowerCase(Locale.ROOT))
                        .text("reason", r.reason())
                        .time("since", r.since())));
    RefundClockAnswers.of(story).ifPresent(clock -> json.object("refund_clock", clock));
    return json.object(
            "timeline",
            JsonFields.object()
                .objects("moves", each(story.moves(), PaymentAnswers::move))
                .objects("notes", each(story.notes(), PaymentAnswers::note))
                .objects("attempts", each(payment.attempts(), PaymentAnswers::attempt))
                .objects("receipts", each(story.receipts(), PaymentAnswers::receipt))
                .objects("refunds", each(story.refunds(), PaymentAnswers::refundStory))
                .objects("notices", each(story.notices(), PaymentAnswers::notice))
                .objects("journal", each(story.entries(), PaymentAnswers::entry)))
        .toJson();
  }

  private static <T> Stream<JsonFields> each(List<T> things, Function<T, JsonFields> show) {
    return things.stream().map(show);
  }

  private static JsonFields move(PaymentMoved moved) {
    return JsonFields.object()
        .number("sequence", moved.sequence())
        .text("transition", Optional.ofNullable(moved.transition()).map(t -> t.wireName()))
        .text("from", Optional.ofNullable(moved.from()).map(PaymentState::wireName))
        .text("to", moved.to().wireName())
        .text("cause", moved.cause())
        .text("actor", moved.actor())
        .time("at", moved.at());
  }

  private static JsonFields note(PaymentNote note) {
    return JsonFields.object()
        .text("kind", note.kind().wireName())
        .number("attempt", note.attempt())
        .text("provider", note.provider().value())
        .text("text", note.text())
        .time("at", note.at());
  }

  private static JsonFields attempt(Attempt attempt) {
    return JsonFields.object()
        .number("sequence", attempt.sequence())
        .text("provider", attempt.provider().value())
        .text("reference", attempt.reference().value())
        .text("state", attempt.state().wireName())
        .text("provider_reference", attempt.providerReference().map(ProviderReference::value))
        .text("status_code", attempt.statusCode())
        .text("rejection", attempt.rejection().map(r -> r.name().toLowerCase(Locale.ROOT)))
        .text("detail", attempt.detail())
        .number("requeries", attempt.requeries())
        .time("started_at", attempt.startedAt())
        .time("answered_at", attempt.answeredAt());
  }

  private static JsonFields receipt(FundsReceipt receipt) {
    return JsonFields.object()
        .text("operation", receipt.operationKey())
        .text("transaction_hash", receipt.transactionHash())
        .text("from", receipt.from())
        .amount("amount", receipt.amount())
        .text("asset", receipt.amount().asset().code())
        .text("asset_issuer", receipt.amount().asset().issuer())
        .text("memo", receipt.memoText())
        .time("closed_at", receipt.closedAt());
  }

  private static JsonFields refundStory(Refund refund) {
    return JsonFields.object()
        .text("refund_id", refund.id().toString())
        .text("reason", refund.reason().wireName())
        .text("status", refund.state().wireName())
        .text("to", refund.order().destination())
        .amount("amount", refund.order().amount())
        .text("returns_transaction", refund.order().returnHash())
        .text("blocked_by", refund.blockedBy())
        .text("hindrance", refund.hindrance().map(RefundHindrance::detail))
        .time("created_at", refund.createdAt())
        .time("confirmed_at", refund.confirmedAt())
        .objects(
            "transactions",
            refund.attempts().stream()
                .map(
                    a ->
                        JsonFields.object()
                            .text("transaction_hash", a.signed().hash())
                            .text("state", a.state().wireName())
                            .text("last_code", a.lastCode())
                            .time("prepared_at", a.preparedAt())
                            .time("submitted_at", a.submittedAt())));
  }

  private static JsonFields notice(Notice notice) {
    return JsonFields.object()
        .text("kind", notice.kind().wireName())
        .text("channel", notice.channel().wireName())
        .text("state", notice.state().wireName())
        .number("tries", notice.tries())
        .time("next_try_at", notice.nextActionAt())
        .time("sent_at", notice.sentAt())
        .text("last_error", notice.lastError());
  }

  private static JsonFields entry(JournalEntry entry) {
    return JsonFields.object()
        .text("reference", entry.reference())
        .time("at", entry.at())
        .objects(
            "postings",
            entry.postings().stream()
                .map(
                    p ->
                        JsonFields.object()
                            .text("account", p.account().value())
                            .text("side", p.stroops() > 0 ? "debit" : "credit")
                            .stroops("amount", Math.abs(p.stroops()))));
  }

  private static String maskEmail(String email) {
    int at = email.indexOf('@');
    return at < 1 ? "****" : email.charAt(0) + "****" + email.substring(at);
  }
}
