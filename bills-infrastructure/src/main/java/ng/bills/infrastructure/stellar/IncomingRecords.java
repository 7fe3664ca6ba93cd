package ng.bills.infrastructure.stellar;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;

/**
 * Understands the records of {@code /accounts/{wallet}/payments}: which of them brought what to the
 * wallet. Pure.
 *
 * <p>Money came by a successful operation to the wallet from another account: {@code payment}, the
 * path payments (amount and asset are what arrived), {@code create_account}, and contract calls
 * that moved an asset by {@code transfer} or {@code mint}. {@code account_merge} shows no amount
 * and brings the network's own coin only, which is no income.
 */
final class IncomingRecords {

  /** Stands for the network's own coin: no account can issue an asset under that name. */
  static final Asset NATIVE = new Asset("XLM", "native");

  private static final int CREATE_ACCOUNT = 0;
  private static final int PAYMENT = 1;
  private static final int PATH_PAYMENT_STRICT_RECEIVE = 2;
  private static final int ACCOUNT_MERGE = 8;
  private static final int PATH_PAYMENT_STRICT_SEND = 13;
  private static final int INVOKE_HOST_FUNCTION = 24;

  private static final Map<String, Integer> TYPES =
      Map.of(
          "create_account", CREATE_ACCOUNT,
          "payment", PAYMENT,
          "path_payment_strict_receive", PATH_PAYMENT_STRICT_RECEIVE,
          "path_payment", PATH_PAYMENT_STRICT_RECEIVE,
          "account_merge", ACCOUNT_MERGE,
          "path_payment_strict_send", PATH_PAYMENT_STRICT_SEND,
          "invoke_host_function", INVOKE_HOST_FUNCTION);

  /**
   * Money that came.
   *
   * @param key unique on the network
   * @param from who paid, with the muxed number when it was used
   * @param muxedId the number of the wallet's muxed address it was sent to
   */
  record Movement(String key, String from, AssetAmount amount, Optional<String> muxedId) {}

  /** Something that could not be understood. */
  record Broken(String key, String why) {}

  /**
   * One record, understood as far as possible.
   *
   * @param transactionHash of the transaction that carried the movements; present when there are
   *     any
   * @param closedAt when its ledger closed; present when there are movements
   */
  record Understood(
      List<Movement> movements,
      List<Broken> broken,
      Optional<String> transactionHash,
      Optional<Instant> closedAt) {}

  /** Why a record, or a part of it, cannot be read. */
  private static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
      super(why, null, false, false);
    }
  }

  private final String wallet;

  IncomingRecords(String wallet) {
    this.wallet = wallet;
  }

  /**
   * Understands one record.
   *
   * @param key its id
   */
  Understood understand(String key, JsonObject operation) {
    List<Movement> movements = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    Optional<String> hash = Optional.empty();
    Optional<Instant> closedAt = Optional.empty();
    try {
      int type = type(operation);
      if (succeeded(operation)) {
        movements(key, type, operation, movements, broken);
      }
      if (!movements.isEmpty()) {
        hash =
            Optional.of(
                JsonFields.text(operation, "transaction_hash")
                    .filter(text -> text.matches("[0-9a-f]{64}"))
                    .orElseThrow(() -> new UnreadableException("no transaction hash")));
        closedAt =
            Optional.of(
                JsonFields.time(operation, "created_at")
                    .orElseThrow(() -> new UnreadableException("no close time")));
      }
    } catch (UnreadableException e) {
      return new Understood(
          List.of(), List.of(new Broken(key, e.getMessage())), Optional.empty(), Optional.empty());
    }
    return new Understood(List.copyOf(movements), List.copyOf(broken), hash, closedAt);
  }

  private void movements(
      String key, int type, JsonObject operation, List<Movement> movements, List<Broken> broken)
      throws UnreadableException {
    switch (type) {
      case ACCOUNT_MERGE:
        return;
      case CREATE_ACCOUNT:
        if (wallet.equals(required(operation, "account"))) {
          movements.add(
              new Movement(
                  key,
                  payer(operation, "funder"),
                  amount(NATIVE, required(operation, "starting_balance")),
                  Optional.empty()));
        }
        return;
      case INVOKE_HOST_FUNCTION:
        JsonArray changes =
            JsonFields.array(operation, "asset_balance_changes")
                .orElseThrow(() -> new UnreadableException("no asset_balance_changes"));
        for (int i = 0; i < changes.size(); i++) {
          // one contract call can bring money several times: the n-th change is its own receipt
          String changeKey = key + "-" + (i + 1);
          try {
            change(changeKey, changes.get(i)).ifPresent(movements::add);
          } catch (UnreadableException e) {
            broken.add(new Broken(changeKey, e.getMessage()));
          }
        }
        return;
      default:
        if (wallet.equals(required(operation, "to"))
            && !wallet.equals(JsonFields.text(operation, "from").orElse(""))) {
          movements.add(
              new Movement(
                  key,
                  payer(operation, "from"),
                  amount(asset(operation), required(operation, "amount")),
                  muxedId(operation)));
        }
    }
  }

  private Optional<Movement> change(String key, JsonValue value) throws UnreadableException {
    if (!(value instanceof JsonObject change)) {
      throw new UnreadableException("a balance change that is no object");
    }
    String type = required(change, "type");
    String to = JsonFields.text(change, "to").orElse("");
    String from = JsonFields.text(change, "from").orElse("");
    if (type.equals("burn") || type.equals("clawback")) {
      return Optional.empty();
    }
    if (!type.equals("transfer") && !type.equals("mint")) {
      throw new UnreadableException("unknown kind of balance change");
    }
    if (to.isEmpty()) {
      throw new UnreadableException("a balance change to nobody");
    }
    if (!to.equals(wallet) || from.equals(wallet)) {
      return Optional.empty();
    }
    Asset asset = asset(change);
    AssetAmount amount = amount(asset, required(change, "amount"));
    if (amount.stroops() == 0) {
      return Optional.empty();
    }
    // a mint comes from nobody: its issuer is who can take it back
    String payer = type.equals("mint") && from.isEmpty() ? asset.issuer() : from;
    if (!Address.isAccount(payer) && !Address.isContract(payer)) {
      throw new UnreadableException("from is no account and no contract");
    }
    return Optional.of(
        new Movement(key, payer, amount, JsonFields.text(change, "destination_muxed_id")));
  }

  private static int type(JsonObject operation) throws UnreadableException {
    OptionalLong number = JsonFields.number(operation, "type_i");
    String name = JsonFields.text(operation, "type").orElse("");
    long type = number.isPresent() ? number.getAsLong() : TYPES.getOrDefault(name, -1);
    if (!TYPES.containsValue((int) type) || type != (int) type) {
      throw new UnreadableException("unknown kind of operation");
    }
    return (int) type;
  }

  private static boolean succeeded(JsonObject operation) throws UnreadableException {
    boolean operationSaysSo =
        JsonFields.bool(operation, "transaction_successful")
            .orElseThrow(() -> new UnreadableException("does not say whether it succeeded"));
    boolean transactionSaysSo =
        JsonFields.object(operation, "transaction")
            .flatMap(transaction -> JsonFields.bool(transaction, "successful"))
            .orElse(true);
    return operationSaysSo && transactionSaysSo;
  }

  /** Who paid: the muxed address when there is one, for the money is to go back there. */
  private static String payer(JsonObject operation, String field) throws UnreadableException {
    String account = required(operation, field);
    if (!Address.isAccount(account)) {
      throw new UnreadableException(field + " is no account");
    }
    Optional<String> muxed = JsonFields.text(operation, field + "_muxed");
    if (muxed.isEmpty()) {
      return account;
    }
    boolean same =
        muxed.flatMap(Address::muxed).filter(m -> m.account().equals(account)).isPresent();
    if (!same) {
      throw new UnreadableException(field + "_muxed does not belong to " + field);
    }
    return muxed.get();
  }

  /** An id of 0 is left out by Horizon although the muxed address is there: decode it then. */
  private static Optional<String> muxedId(JsonObject operation) throws UnreadableException {
    Optional<String> id = JsonFields.text(operation, "to_muxed_id");
    if (id.isPresent()) {
      return id;
    }
    Optional<String> muxed = JsonFields.text(operation, "to_muxed");
    if (muxed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        muxed
            .flatMap(Address::muxed)
            .map(m -> m.id().toString())
            .orElseThrow(() -> new UnreadableException("to_muxed is no muxed address")));
  }

  private static Asset asset(JsonObject object) throws UnreadableException {
    String type = required(object, "asset_type");
    if (type.equals("native")) {
      return NATIVE;
    }
    if (!type.equals("credit_alphanum4") && !type.equals("credit_alphanum12")) {
      throw new UnreadableException("unknown kind of asset");
    }
    try {
      return new Asset(required(object, "asset_code"), required(object, "asset_issuer"));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("no asset code");
    }
  }

  private static AssetAmount amount(Asset asset, String decimal) throws UnreadableException {
    try {
      return AssetAmount.parse(asset, decimal);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableException("the amount is no amount");
    }
  }

  private static String required(JsonObject object, String field) throws UnreadableException {
    return JsonFields.text(object, field).orElseThrow(() -> new UnreadableException("no " + field));
  }
}
