package ng.bills.sandbox.paystack;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.paystack.Transfer.Recipient;
import ng.bills.sandbox.webhook.Webhooks;

/** Recipients, transfers and the balance they are paid from. */
final class PayoutDesk {
  private static final Pattern REFERENCE = Pattern.compile("[a-z0-9_-]{16,50}");
  private static final Pattern NUBAN = Pattern.compile("\\d{10}");

  private final PaystackSettings settings;
  private final Webhooks webhooks;
  private final Map<String, Recipient> recipients = new LinkedHashMap<>();
  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private long balanceKobo;
  private long ids = 100;

  PayoutDesk(PaystackSettings settings, Webhooks webhooks) {
    this.settings = settings;
    this.webhooks = webhooks;
    this.balanceKobo = settings.balanceKobo();
  }

  synchronized long balanceKobo() {
    return balanceKobo;
  }

  synchronized void setBalance(long kobo) {
    balanceKobo = kobo;
  }

  Response balance() {
    return Envelope.ok(
        "Balances retrieved",
        JsonText.array()
            .add(JsonText.object().add("currency", "NGN").add("balance", balanceKobo()))
            .build());
  }

  Response resolve(Request request) {
    String account = request.query("account_number").orElse("");
    String bank = request.query("bank_code").orElse("");
    if (!exists(account, bank)) {
      return Envelope.refused(
          "Could not resolve account name. Check parameters or try again.",
          "invalid_bank_account",
          "Confirm the account number and bank code");
    }
    return Envelope.ok(
        "Account number resolved",
        JsonText.object()
            .add("account_number", account)
            .add("account_name", Banks.holder(account))
            .add("bank_id", Banks.id(bank))
            .build());
  }

  private static boolean exists(String account, String bank) {
    return NUBAN.matcher(account).matches()
        && Banks.known(bank)
        && !account.equals(PaystackMagic.ACCOUNT_UNKNOWN);
  }

  synchronized Response addRecipient(JsonObject body) {
    String account = JsonText.text(body, "account_number", "");
    String bank = JsonText.text(body, "bank_code", "");
    String name = JsonText.text(body, "name", "");
    if (!JsonText.text(body, "type", "").equals("nuban")) {
      return Envelope.missing("type");
    }
    if (name.isBlank()) {
      return Envelope.missing("name");
    }
    if (!exists(account, bank)) {
      return Envelope.missing("account_number");
    }
    long id = ++ids;
    Recipient recipient =
        recipients.values().stream()
            .filter(known -> known.account().equals(account) && known.bankCode().equals(bank))
            .findFirst()
            .orElseGet(
                () ->
                    new Recipient(
                        id, "RCP_" + Long.toString(id * 2_654_435_761L, 36), name, account, bank));
    recipients.put(recipient.code(), recipient);
    return Envelope.ok("Transfer recipient created successfully", of(recipient).build())
        .withStatus(201);
  }

  synchronized Response transfer(JsonObject body) {
    String reference = JsonText.text(body, "reference", "");
    long amount = FundingDesk.kobo(body);
    Recipient recipient = recipients.get(JsonText.text(body, "recipient", ""));
    if (!JsonText.text(body, "source", "").equals("balance")) {
      return Envelope.missing("source");
    }
    if (amount <= 0) {
      return Envelope.missing("amount");
    }
    if (recipient == null) {
      return Envelope.missing("recipient");
    }
    if (!REFERENCE.matcher(reference).matches()) {
      return Envelope.missing("reference");
    }
    if (transfers.containsKey(reference)) {
      return Envelope.duplicateReference();
    }
    TransferOutcome outcome = PaystackMagic.transferOf(reference, recipient.account());
    if (outcome == TransferOutcome.TIMEOUT_THEN_NOT_FOUND) {
      return Response.unanswered().delayed(settings.hold());
    }
    if (balanceKobo < amount) {
      return Envelope.refused(
          "Your balance is not enough to fulfil this request",
          "insufficient_balance",
          "Fund your balance and try again");
    }
    Transfer transfer =
        new Transfer(
            ++ids,
            reference,
            recipient,
            amount,
            JsonText.text(body, "reason", ""),
            outcome,
            settings.clock().instant());
    transfers.put(reference, transfer);
    if (!List.of("blocked", "rejected").contains(transfer.status)) {
      balanceKobo -= amount;
    }
    if (transfer.paid()) {
      tell(transfer);
    }
    return switch (outcome.reply()) {
      case TRUTH -> Envelope.ok("Transfer has been queued", of(transfer));
      case HOLD -> Response.unanswered().delayed(settings.hold());
      case HTTP_500 -> Envelope.serverError();
    };
  }

  synchronized Response finalizeTransfer(JsonObject body) {
    String code = JsonText.text(body, "transfer_code", "");
    Optional<Transfer> found =
        transfers.values().stream().filter(t -> t.code().equals(code)).findFirst();
    if (found.isEmpty() || !found.get().status.equals("otp")) {
      return Envelope.missing("transfer_code");
    }
    if (!JsonText.text(body, "otp", "").equals(PaystackMagic.OTP)) {
      return Envelope.missing("otp");
    }
    become(found.get(), "success");
    return Envelope.ok("Transfer has been queued", of(found.get()));
  }

  synchronized Response verify(Request request) {
    Transfer transfer = transfers.get(request.pathValue("reference"));
    if (transfer == null) {
      return Envelope.notFound();
    }
    transfer.verifies++;
    if (transfer.verifies >= settings.settleAfterVerifies()) {
      settle(transfer);
    }
    return Envelope.ok("Transfer retrieved", of(transfer));
  }

  /** Lets a transfer end as it will, now; whether it moved. */
  synchronized boolean settle(String reference) {
    Transfer transfer = transfers.get(reference);
    if (transfer == null) {
      throw new BadRequestException("no transfer of reference " + reference);
    }
    return settle(transfer);
  }

  /** The payouts that were really made, their references, oldest first. */
  synchronized List<String> paid() {
    List<String> references = new ArrayList<>();
    transfers.values().stream().filter(Transfer::paid).forEach(t -> references.add(t.reference));
    return references;
  }

  synchronized JsonArrayBuilder listed() {
    JsonArrayBuilder rows = JsonText.array();
    transfers.values().forEach(transfer -> rows.add(of(transfer)));
    return rows;
  }

  private boolean settle(Transfer transfer) {
    String end = transfer.outcome.end();
    // one that was finalized with its password has its end already
    if (transfer.outcome.first().equals(end) || transfer.status.equals(end)) {
      return false;
    }
    become(transfer, end);
    return true;
  }

  private void become(Transfer transfer, String status) {
    transfer.status = status;
    transfer.updatedAt = settings.clock().instant();
    if (status.equals("failed") || status.equals("reversed")) {
      balanceKobo += transfer.amountKobo;
    }
    tell(transfer);
  }

  private void tell(Transfer transfer) {
    String event = "transfer." + transfer.status;
    JsonObjectBuilder data = common(transfer);
    data.add("integration", JsonText.object().add("id", 456).add("is_live", false));
    data.add("recipient", of(transfer.recipient));
    data.add("session", JsonText.object().addNull("provider").addNull("id"));
    FundingDesk.time(data, "created_at", transfer.createdAt);
    FundingDesk.time(data, "updated_at", transfer.updatedAt);
    webhooks.emit(
        event, JsonText.object().add("event", event).add("data", data).build().toString());
  }

  private static JsonObject of(Transfer transfer) {
    JsonObjectBuilder data = common(transfer);
    data.add("transfersessionid", JsonValue.EMPTY_JSON_ARRAY);
    data.add("transfertrials", JsonValue.EMPTY_JSON_ARRAY);
    data.add("integration", 456).add("request", transfer.id + 1);
    data.add("recipient", transfer.recipient.id());
    FundingDesk.time(data, "createdAt", transfer.createdAt);
    FundingDesk.time(data, "updatedAt", transfer.updatedAt);
    return data.build();
  }

  private static JsonObjectBuilder common(Transfer transfer) {
    JsonObjectBuilder data =
        JsonText.object()
            .add("domain", "test")
            .add("amount", transfer.amountKobo)
            .add("currency", "NGN")
            .add("reference", transfer.reference)
            .add("source", "balance")
            .addNull("source_details")
            .add("reason", transfer.reason)
            .add("status", transfer.status)
            .addNull("failures")
            .add("transfer_code", transfer.code())
            .addNull("titan_code");
    FundingDesk.time(data, "transferred_at", transfer.paid() ? transfer.updatedAt : null);
    return data.add("id", transfer.id);
  }

  private static JsonObjectBuilder of(Recipient recipient) {
    return JsonText.object()
        .add("active", true)
        .add("currency", "NGN")
        .add("id", recipient.id())
        .add("name", recipient.name())
        .add("recipient_code", recipient.code())
        .add("type", "nuban")
        .add(
            "details",
            JsonText.object()
                .add("account_number", recipient.account())
                .add("account_name", Banks.holder(recipient.account()))
                .add("bank_code", recipient.bankCode())
                .add("bank_name", Banks.name(recipient.bankCode())));
  }
}
