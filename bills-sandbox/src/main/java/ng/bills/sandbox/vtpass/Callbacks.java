package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.webhook.Webhooks;

/**
 * VTpass's callbacks: nothing proves who sent them, they are sent up to five times more until they
 * are answered with {@code {"response":"success"}}, and a delivered one does not bring the token.
 */
final class Callbacks {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH-mm-ss").withZone(ZoneId.of("Africa/Lagos"));
  private static final int RETRIES = 5;

  private final InstantSource clock;
  private final Tokens tokens;
  private final Webhooks webhooks =
      new Webhooks(
          "vtpass",
          (body, forged) -> Map.of(),
          RETRIES,
          answer -> answer.statusCode() == 200 && answer.body().contains("success"));

  Callbacks(InstantSource clock, Tokens tokens) {
    this.clock = clock;
    this.tokens = tokens;
  }

  Webhooks webhooks() {
    return webhooks;
  }

  /** A purchase ended after it was answered. */
  void settled(Purchase purchase) {
    tell(purchase, purchase.status());
  }

  /** Tells what may not be so. */
  void tell(Purchase purchase, VendStatus status) {
    JsonObjectBuilder transaction =
        JsonText.object()
            .add("status", status.wireName())
            .add("product_name", purchase.service.name())
            .add("unique_element", purchase.account)
            .add(
                "unit_price",
                Naira.of(purchase.amountKobo / purchase.terms.quantity()).toPlainString())
            .add("quantity", purchase.terms.quantity())
            .add("channel", "api")
            .add("commission", Naira.of(purchase.commissionKobo))
            .add("total_amount", Naira.of(purchase.debitKobo()))
            .add("type", purchase.service.kind().typeName)
            .add("phone", purchase.phone)
            .add("amount", Naira.of(purchase.amountKobo).toPlainString())
            .add("transactionId", PayAnswers.transactionId(tokens, purchase));
    boolean reversed = status == VendStatus.REVERSED;
    if (reversed) {
      transaction.add("wallet_credit_id", tokens.noise(purchase.number) % 1_000_000_000L);
    }
    long amountKobo = reversed ? purchase.debitKobo() : purchase.amountKobo;
    transactionUpdate(
        status, transaction.build(), purchase.requestId, Naira.of(amountKobo).toPlainString());
  }

  /** Tells of a purchase nobody made. */
  void invent(String requestId, VendStatus status) {
    JsonObject transaction =
        JsonText.object()
            .add("status", status.wireName())
            .add("product_name", "IKEDC")
            .add("unique_element", "45012345678")
            .add("amount", "5000")
            .add("transactionId", "17700000000000000000000000")
            .build();
    transactionUpdate(status, transaction, requestId, "5000");
  }

  private void transactionUpdate(
      VendStatus status, JsonObject transaction, String requestId, String amount) {
    String[] codeAndWords =
        switch (status) {
          case DELIVERED -> new String[] {"000", "TRANSACTION DELIVERED"};
          case REVERSED -> new String[] {"040", "TRANSACTION REVERSAL TO WALLET"};
          case FAILED -> new String[] {"016", "TRANSACTION FAILED"};
          case PENDING -> new String[] {"099", "TRANSACTION IS PROCESSING"};
        };
    JsonObjectBuilder data =
        JsonText.object()
            .add("code", codeAndWords[0])
            .add("content", JsonText.object().add("transactions", transaction))
            .add("response_description", codeAndWords[1])
            .add("amount", amount)
            .addNull("transaction_date")
            .add("requestId", requestId)
            .add("purchased_code", "");
    String kind = "transaction-update";
    webhooks.emit(kind, JsonText.object().add("type", kind).add("data", data).build().toString());
  }

  /** The variations of a service changed. */
  void variationsChanged(
      Service now, List<String> added, List<String> updated, List<String> removed) {
    String kind = "variations-update";
    JsonObjectBuilder summary =
        JsonText.object()
            .add("added_variation_codes", added.size())
            .add("updated_variation_codes", updated.size())
            .add("removed_variation_codes", removed.size());
    JsonObjectBuilder action =
        JsonText.object()
            .add("added", total(added))
            .add("updated", total(updated))
            .add("removed", total(removed));
    webhooks.emit(
        kind,
        JsonText.object()
            .add("type", kind)
            .add("serviceID", now.id())
            .add("service", now.name())
            .add("response_description", "VARIATION CODES UPDATED")
            .add("summary", summary)
            .add(
                "data",
                JsonText.object()
                    .add(
                        "content",
                        JsonText.object()
                            .add("variations", CatalogueAnswers.rows(now.variations()))))
            .add("actionRequired", action)
            .add("datetime", DATE.format(clock.instant()))
            .build()
            .toString());
  }

  private static JsonObjectBuilder total(List<String> codes) {
    JsonArrayBuilder array = JsonText.array();
    codes.forEach(array::add);
    return JsonText.object().add("total", codes.size()).add("variation_codes", array);
  }

  /**
   * @throws BadRequestException when there is no such status
   */
  static VendStatus status(String wireName) {
    return Optional.of(wireName)
        .filter(name -> name.matches("pending|delivered|failed|reversed"))
        .map(name -> VendStatus.valueOf(name.toUpperCase(Locale.ROOT)))
        .orElseThrow(
            () -> new BadRequestException("status is pending, delivered, failed or reversed"));
  }
}
