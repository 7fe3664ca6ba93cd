package ng.bills.sandbox.horizon;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ng.bills.sandbox.http.JsonText;
import org.stellar.sdk.AccountMergeOperation;
import org.stellar.sdk.Asset;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.ClaimClaimableBalanceOperation;
import org.stellar.sdk.Claimant;
import org.stellar.sdk.ClawbackOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.CreateClaimableBalanceOperation;
import org.stellar.sdk.ManageDataOperation;
import org.stellar.sdk.Memo;
import org.stellar.sdk.MemoHash;
import org.stellar.sdk.MemoId;
import org.stellar.sdk.MemoReturnHash;
import org.stellar.sdk.MemoText;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PathPaymentStrictSendOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.SetOptionsOperation;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.TransactionPreconditions;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.TrustLineFlags;

/**
 * Horizon's JSON of transactions and operations. Its quirks are kept: a muxed id of 0 is left out,
 * a text memo is cleaned and only {@code memo_bytes} is the truth.
 */
final class Pictures {
  private static final String[] NAMES = new String[32];

  static {
    NAMES[0] = "create_account";
    NAMES[1] = "payment";
    NAMES[2] = "path_payment_strict_receive";
    NAMES[5] = "set_options";
    NAMES[6] = "change_trust";
    NAMES[8] = "account_merge";
    NAMES[10] = "manage_data";
    NAMES[11] = "bump_sequence";
    NAMES[13] = "path_payment_strict_send";
    NAMES[14] = "create_claimable_balance";
    NAMES[15] = "claim_claimable_balance";
    NAMES[19] = "clawback";
    NAMES[21] = "set_trust_line_flags";
    NAMES[24] = "invoke_host_function";
  }

  private Pictures() {}

  /** What a payment record is to look like. */
  enum Shape {
    PLAIN,
    /** As if the payment had gone through the asset's contract. */
    CONTRACT,
    /** The same, and as if a contract had paid. */
    FROM_CONTRACT
  }

  /** A contract of nobody's. */
  private static final String SOME_CONTRACT =
      "CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD2KM";

  static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  /** The members of an object without its braces. */
  static String members(JsonObject object) {
    String text = object.toString();
    return text.substring(1, text.length() - 1);
  }

  private static void address(
      JsonObjectBuilder json, String name, String muxedName, Address address) {
    json.add(name, address.account());
    if (address.muxed() != null) {
      json.add(muxedName, address.muxed());
      if (address.muxedId().signum() != 0) { // Horizon's omitempty leaves out an id of 0
        json.add(muxedName + "_id", address.muxedId().toString());
      }
    }
  }

  private static void address(JsonObjectBuilder json, String name, Address address) {
    address(json, name, name + "_muxed", address);
  }

  /** A finished operation picture. */
  record Drawn(
      int type, String fields, List<String> participants, String from, String to, String asset) {}

  static Drawn operation(
      Operation operation,
      Address source,
      OperationRules.Applied applied,
      boolean successful,
      String hash,
      long closedAt,
      Shape shape) {
    int type = shape != Shape.PLAIN ? 24 : OperationRules.type(operation);
    JsonObjectBuilder json = JsonText.object();
    json.add("transaction_successful", successful);
    address(json, "source_account", source);
    json.add("type", type < NAMES.length && NAMES[type] != null ? NAMES[type] : "type_" + type);
    json.add("type_i", type);
    json.add("created_at", time(closedAt));
    json.add("transaction_hash", hash);
    Set<String> participants = new LinkedHashSet<>();
    participants.add(source.account());
    participants.addAll(OperationRules.named(operation));
    String from = null;
    String to = null;
    String asset = null;
    if (operation instanceof PaymentOperation payment) {
      Address destination = Address.of(payment.getDestination());
      from = source.account();
      to = destination.account();
      asset = Assets.text(payment.getAsset());
      long amount = Stroops.parse(payment.getAmount());
      if (shape != Shape.PLAIN) {
        String payer = shape == Shape.FROM_CONTRACT ? SOME_CONTRACT : from;
        contract(json, payer, destination, asset, amount);
      } else {
        Assets.describe(json, "", asset);
        address(json, "from", source);
        address(json, "to", destination);
        json.add("amount", Stroops.format(amount));
      }
    } else if (operation instanceof PathPaymentStrictReceiveOperation payment) {
      Address destination = Address.of(payment.getDestination());
      from = source.account();
      to = destination.account();
      asset = Assets.text(payment.getDestAsset());
      Assets.describe(json, "", asset);
      address(json, "from", source);
      address(json, "to", destination);
      json.add("amount", Stroops.format(Stroops.parse(payment.getDestAmount())));
      json.add("path", path(payment.getPath()));
      json.add("source_amount", Stroops.format(applied.sent()));
      json.add("source_max", Stroops.format(Stroops.parse(payment.getSendMax())));
      Assets.describe(json, "source_", Assets.text(payment.getSendAsset()));
    } else if (operation instanceof PathPaymentStrictSendOperation payment) {
      Address destination = Address.of(payment.getDestination());
      from = source.account();
      to = destination.account();
      asset = Assets.text(payment.getDestAsset());
      Assets.describe(json, "", asset);
      address(json, "from", source);
      address(json, "to", destination);
      json.add("amount", Stroops.format(applied.received()));
      json.add("path", path(payment.getPath()));
      json.add("source_amount", Stroops.format(Stroops.parse(payment.getSendAmount())));
      json.add("destination_min", Stroops.format(Stroops.parse(payment.getDestMin())));
      Assets.describe(json, "source_", Assets.text(payment.getSendAsset()));
    } else if (operation instanceof CreateAccountOperation create) {
      from = source.account();
      to = create.getDestination();
      asset = Assets.NATIVE;
      json.add("starting_balance", Stroops.format(Stroops.parse(create.getStartingBalance())));
      address(json, "funder", source);
      json.add("account", to);
    } else if (operation instanceof AccountMergeOperation merge) {
      Address into = Address.of(merge.getDestination());
      from = source.account();
      to = into.account();
      asset = Assets.NATIVE;
      address(json, "account", source);
      address(json, "into", into);
    } else if (operation instanceof CreateClaimableBalanceOperation create) {
      from = source.account();
      to = applied.balanceId();
      asset = Assets.text(create.getAsset());
      json.add("asset", asset);
      json.add("amount", Stroops.format(Stroops.parse(create.getAmount())));
      JsonArrayBuilder claimants = JsonText.array();
      for (Claimant claimant : create.getClaimants()) {
        claimants.add(
            JsonText.object()
                .add("destination", claimant.getDestination())
                .add("predicate", ClaimableBalance.picture(claimant.getPredicate().toXdr())));
      }
      json.add("claimants", claimants);
    } else if (operation instanceof ClaimClaimableBalanceOperation claim) {
      json.add("balance_id", claim.getBalanceId().toLowerCase(Locale.ROOT));
      json.add("claimant", source.account());
    } else if (operation instanceof ClawbackOperation clawback) {
      Assets.describe(json, "", Assets.text(clawback.getAsset()));
      address(json, "from", Address.of(clawback.getFrom()));
      json.add("amount", Stroops.format(Stroops.parse(clawback.getAmount())));
    } else if (operation instanceof ChangeTrustOperation change) {
      String trusted = OperationRules.assetOf(change);
      Assets.describe(json, "", trusted);
      json.add("limit", Stroops.format(Stroops.parse(change.getLimit())));
      if (!Assets.isNative(trusted)) {
        json.add("trustee", Assets.issuer(trusted));
      }
      address(json, "trustor", source);
    } else if (operation instanceof SetTrustlineFlagsOperation flags) {
      Assets.describe(json, "", Assets.text(flags.getAsset()));
      json.add("trustor", flags.getTrustor());
      flags(json, "set_flags", OperationRules.flagsOf(flags.getSetFlags()));
      flags(json, "clear_flags", OperationRules.flagsOf(flags.getClearFlags()));
    } else if (operation instanceof SetOptionsOperation options) {
      options(json, options);
    } else if (operation instanceof ManageDataOperation data) {
      json.add("name", data.getName());
      json.add(
          "value",
          data.getValue() == null ? "" : Base64.getEncoder().encodeToString(data.getValue()));
    } else if (operation instanceof BumpSequenceOperation bump) {
      json.add("bump_to", String.valueOf(bump.getBumpTo()));
    }
    return new Drawn(type, members(json.build()), new ArrayList<>(participants), from, to, asset);
  }

  private static void contract(
      JsonObjectBuilder json, String from, Address to, String asset, long amount) {
    JsonObjectBuilder change = JsonText.object();
    Assets.describe(change, "", asset);
    String type = "transfer";
    if (from.equals(Assets.issuer(asset))) {
      type = "mint";
    } else if (to.account().equals(Assets.issuer(asset))) {
      type = "burn";
    }
    change.add("type", type);
    if (!type.equals("mint")) {
      change.add("from", from);
    }
    if (!type.equals("burn")) {
      change.add("to", to.account());
    }
    change.add("amount", Stroops.format(amount));
    if (to.muxedId() != null) {
      change.add("destination_muxed_id", to.muxedId().toString());
    }
    json.add("function", "HostFunctionTypeHostFunctionTypeInvokeContract");
    json.add("parameters", JsonText.array());
    json.add("address", "");
    json.add("salt", "");
    json.add("asset_balance_changes", JsonText.array().add(change));
  }

  private static JsonArrayBuilder path(Asset[] path) {
    JsonArrayBuilder array = JsonText.array();
    for (Asset asset : path) {
      JsonObjectBuilder json = JsonText.object();
      Assets.describe(json, "", Assets.text(asset));
      array.add(json);
    }
    return array;
  }

  private static void flags(JsonObjectBuilder json, String name, EnumSet<TrustLineFlags> flags) {
    if (flags.isEmpty()) {
      return;
    }
    JsonArrayBuilder numbers = JsonText.array();
    JsonArrayBuilder names = JsonText.array();
    for (TrustLineFlags flag : flags) {
      numbers.add(flag.getValue());
      names.add(
          switch (flag) {
            case AUTHORIZED_FLAG -> "authorized";
            case AUTHORIZED_TO_MAINTAIN_LIABILITIES_FLAG ->
                "authorized_to_maintain_liabilites"; // sic
            case TRUSTLINE_CLAWBACK_ENABLED_FLAG -> "clawback_enabled";
          });
    }
    json.add(name, numbers).add(name + "_s", names);
  }

  private static void options(JsonObjectBuilder json, SetOptionsOperation options) {
    number(json, "low_threshold", options.getLowThreshold());
    number(json, "med_threshold", options.getMediumThreshold());
    number(json, "high_threshold", options.getHighThreshold());
    number(json, "master_key_weight", options.getMasterKeyWeight());
    number(json, "signer_weight", options.getSignerWeight());
    if (options.getHomeDomain() != null) {
      json.add("home_domain", options.getHomeDomain());
    }
    if (options.getSigner() != null) {
      String key = OperationRules.signerText(options.getSigner());
      json.add("signer_key", key == null ? "" : key);
    }
    accountFlags(json, "set_flags", options.getSetFlags());
    accountFlags(json, "clear_flags", options.getClearFlags());
  }

  private static void number(JsonObjectBuilder json, String name, Integer value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static void accountFlags(JsonObjectBuilder json, String name, Integer flags) {
    if (flags == null || flags == 0) {
      return;
    }
    String[] names = {"auth_required", "auth_revocable", "auth_immutable", "auth_clawback_enabled"};
    JsonArrayBuilder numbers = JsonText.array();
    JsonArrayBuilder texts = JsonText.array();
    for (int i = 0; i < names.length; i++) {
      if ((flags & 1 << i) != 0) {
        numbers.add(1 << i);
        texts.add(names[i]);
      }
    }
    json.add(name, numbers).add(name + "_s", texts);
  }

  /** Members of a transaction; amounts of fees in stroops. */
  static String transaction(
      Envelope envelope,
      int ledger,
      int order,
      long closedAt,
      boolean successful,
      long feeCharged,
      String resultXdr) {
    JsonObjectBuilder json = JsonText.object();
    json.add("id", envelope.hash());
    json.add("paging_token", String.valueOf(TransactionRecord.toid(ledger, order, 0)));
    json.add("successful", successful);
    json.add("hash", envelope.hash());
    json.add("ledger", ledger);
    json.add("created_at", time(closedAt));
    address(json, "source_account", "account_muxed", envelope.source());
    json.add("source_account_sequence", String.valueOf(envelope.inner().getSequenceNumber()));
    address(json, "fee_account", envelope.feeAccount());
    json.add("fee_charged", String.valueOf(feeCharged));
    json.add("max_fee", String.valueOf(envelope.bid()));
    json.add("operation_count", envelope.inner().getOperations().length);
    json.add("envelope_xdr", envelope.xdr());
    json.add("result_xdr", resultXdr);
    json.add("fee_meta_xdr", "AAAAAA==");
    memo(json, envelope.inner().getMemo());
    json.add("signatures", signatures(envelope.outerSignatures()));
    preconditions(json, envelope.inner().getPreconditions());
    if (envelope.feeBump()) {
      json.add(
          "fee_bump_transaction",
          JsonText.object()
              .add("hash", envelope.hash())
              .add("signatures", signatures(envelope.outerSignatures())));
      json.add(
          "inner_transaction",
          JsonText.object()
              .add("hash", envelope.innerHash())
              .add("signatures", signatures(envelope.innerSignatures()))
              .add("max_fee", String.valueOf(envelope.inner().getFee())));
    }
    return members(json.build());
  }

  private static void memo(JsonObjectBuilder json, Memo memo) {
    if (memo instanceof MemoText text) {
      json.add("memo_type", "text");
      json.add("memo", clean(text.getBytes()));
      json.add("memo_bytes", Base64.getEncoder().encodeToString(text.getBytes()));
    } else if (memo instanceof MemoId id) {
      json.add("memo_type", "id").add("memo", id.getId().toString());
    } else if (memo instanceof MemoHash hash) {
      json.add("memo_type", "hash")
          .add("memo", Base64.getEncoder().encodeToString(hash.getBytes()));
    } else if (memo instanceof MemoReturnHash hash) {
      json.add("memo_type", "return")
          .add("memo", Base64.getEncoder().encodeToString(hash.getBytes()));
    } else {
      json.add("memo_type", "none");
    }
  }

  /** UTF-8 with what is none replaced, and without NUL, as Horizon must store it. */
  private static String clean(byte[] bytes) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .decode(ByteBuffer.wrap(bytes));
      return text.toString().replace("\u0000", "");
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new IllegalStateException("a replacing decoder does not refuse", e);
    }
  }

  private static JsonArrayBuilder signatures(List<DecoratedSignature> signatures) {
    JsonArrayBuilder array = JsonText.array();
    signatures.forEach(
        signature ->
            array.add(Base64.getEncoder().encodeToString(signature.getSignature().getSignature())));
    return array;
  }

  private static void preconditions(JsonObjectBuilder json, TransactionPreconditions conditions) {
    JsonObjectBuilder all = JsonText.object();
    boolean any = false;
    if (conditions != null && conditions.getTimeBounds() != null) {
      any = true;
      BigInteger max = conditions.getTimeBounds().getMaxTime();
      JsonObjectBuilder bounds =
          JsonText.object().add("min_time", conditions.getTimeBounds().getMinTime().toString());
      if (max.signum() != 0) {
        bounds.add("max_time", max.toString());
        json.add("valid_before", time(max.min(BigInteger.valueOf(253_402_300_799L)).longValue()));
      }
      json.add(
          "valid_after",
          time(
              conditions
                  .getTimeBounds()
                  .getMinTime()
                  .min(BigInteger.valueOf(253_402_300_799L))
                  .longValue()));
      all.add("timebounds", bounds);
    }
    if (conditions != null && conditions.getLedgerBounds() != null) {
      any = true;
      JsonObjectBuilder bounds =
          JsonText.object().add("min_ledger", conditions.getLedgerBounds().getMinLedger());
      if (conditions.getLedgerBounds().getMaxLedger() > 0) {
        bounds.add("max_ledger", conditions.getLedgerBounds().getMaxLedger());
      }
      all.add("ledgerbounds", bounds);
    }
    if (conditions != null && conditions.getMinSeqNumber() != null) {
      any = true;
      all.add("min_account_sequence", conditions.getMinSeqNumber().toString());
    }
    if (any) {
      json.add("preconditions", all);
    }
  }
}
