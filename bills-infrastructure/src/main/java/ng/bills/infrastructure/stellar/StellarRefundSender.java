package ng.bills.infrastructure.stellar;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;

/**
 * Sends refunds from the system wallet. Preparing only reads and signs; submitting sends the stored
 * bytes and believes nothing but a 200 with the right hash and a payment's own result code; looking
 * up reads the time of the server first and the transaction after it.
 *
 * <p>A time-out, {@code tx_bad_seq}, {@code tx_too_late} or the clock of this machine never make a
 * transaction dead: all of them have been seen with transactions that were applied.
 */
public final class StellarRefundSender implements RefundSender {

  private static final Logger LOG = System.getLogger(StellarRefundSender.class.getName());
  private static final String MEMO_REQUIRED = "config.memo_required";

  /** Base64 of "1", SEP-29. */
  private static final String YES = "MQ==";

  /**
   * How many ledgers must lie behind the one that consumed our sequence number before "there is no
   * such transaction" is believed, about one minute: behind one address there may be several
   * servers, and one of them may lag.
   */
  private static final long SETTLED_LEDGERS = 12;

  private final HorizonClient horizon;
  private final StellarSettings settings;

  public StellarRefundSender(HorizonClient horizon, StellarSettings settings) {
    this.horizon = horizon;
    this.settings = settings;
  }

  @Override
  public String sourceAccount() {
    return settings.wallet();
  }

  // ---------------------------------------------------------------------------------- preparing

  @Override
  public Preparation prepare(RefundOrder order) {
    String destination = order.destination();
    if (Address.isContract(destination)) {
      return new CannotReceive("the money came from a contract (C…), which takes no payment back");
    }
    Optional<Address.Muxed> muxed = Address.muxed(destination);
    if (muxed.isEmpty() && !Address.isAccount(destination)) {
      return new CannotReceive("the address that paid is no account");
    }
    String account = muxed.map(Address.Muxed::account).orElse(destination);
    if (account.equals(settings.wallet())) {
      return new CannotReceive("the money came from our own wallet");
    }
    if (!order.amount().asset().equals(settings.cngn())) {
      return new CannotReceive("not our cNGN but " + order.amount().asset());
    }
    if (order.amount().stroops() == 0) {
      return new CannotReceive("there is nothing to send back");
    }
    if (!order.returnHash().matches("[0-9a-f]{64}")) {
      return new CannotReceive("the incoming transaction has no hash to name");
    }

    HorizonAnswer rootAnswer = horizon.get("/");
    Optional<HorizonRoot> root = HorizonRoot.of(rootAnswer);
    if (root.isEmpty()) {
      return new NotNow("Horizon's root: " + rootAnswer.code());
    }
    if (!root.get().passphrase().equals(settings.networkPassphrase())) {
      // alert: refund.network
      LOG.log(Level.ERROR, "Horizon belongs to another network; nothing is signed");
      return new NotNow("Horizon belongs to another network than configured");
    }
    HorizonAnswer theirs = horizon.get("/accounts/" + account);
    Optional<Preparation> no = cannot(theirs, order, account, muxed.isPresent());
    return no.isPresent() ? no.get() : build(order, root.get());
  }

  private Optional<Preparation> cannot(
      HorizonAnswer answer, RefundOrder order, String account, boolean muxed) {
    if (!(answer instanceof HorizonAnswer.Answered answered)) {
      return Optional.of(new NotNow("the account that paid: " + answer.code()));
    }
    if (answered.notFound()) {
      return cannotReceive("the account that paid does not exist any more");
    }
    if (!answered.ok() || JsonFields.array(answered.body(), "balances").isEmpty()) {
      return Optional.of(new NotNow("the account that paid: " + answer.code()));
    }
    boolean memoRequired =
        JsonFields.object(answered.body(), "data")
            .flatMap(data -> JsonFields.text(data, MEMO_REQUIRED))
            .filter(YES::equals)
            .isPresent();
    if (memoRequired && !muxed) {
      return cannotReceive(
          "the account that paid wants a memo (an exchange?): ask the payer for address and memo");
    }
    if (account.equals(settings.cngn().issuer())) {
      return Optional.empty();
    }
    Optional<JsonObject> line = line(answered.body());
    if (line.isEmpty()) {
      return cannotReceive("the account that paid does not trust cNGN any more");
    }
    if (!JsonFields.bool(line.get(), "is_authorized").orElse(true)) {
      return cannotReceive("the issuer has frozen cNGN for the account that paid");
    }
    OptionalLong limit = stroops(line.get(), "limit");
    OptionalLong balance = stroops(line.get(), "balance");
    if (limit.isEmpty() || balance.isEmpty()) {
      return Optional.of(new NotNow("the account that paid: its trust line cannot be read"));
    }
    long reserved = stroops(line.get(), "buying_liabilities").orElse(0);
    if (limit.getAsLong() - balance.getAsLong() - reserved < order.amount().stroops()) {
      return cannotReceive("the account that paid has no room for so much cNGN");
    }
    return Optional.empty();
  }

  private Preparation build(RefundOrder order, HorizonRoot root) {
    HorizonAnswer ours = horizon.get("/accounts/" + settings.wallet());
    if (!(ours instanceof HorizonAnswer.Answered wallet) || !wallet.ok()) {
      return new NotNow("our wallet: " + ours.code());
    }
    OptionalLong sequence = JsonFields.number(wallet.body(), "sequence");
    Optional<JsonObject> line = line(wallet.body());
    if (sequence.isEmpty() || line.isEmpty()) {
      // alert: refund.wallet
      LOG.log(Level.ERROR, "our wallet has no sequence number or no trust line to cNGN");
      return new NotNow("our wallet has no sequence number or no trust line to cNGN", true);
    }
    if (!JsonFields.bool(line.get(), "is_authorized").orElse(true)) {
      // alert: refund.wallet
      LOG.log(Level.ERROR, "the issuer has frozen cNGN for our wallet");
      return new NotNow("the issuer has frozen cNGN for our wallet", true);
    }
    long free =
        stroops(line.get(), "balance").orElse(0)
            - stroops(line.get(), "selling_liabilities").orElse(0);
    if (free < order.amount().stroops()) {
      // alert: refund.wallet
      LOG.log(Level.ERROR, "our wallet holds less cNGN than a refund needs");
      return new NotNow("our wallet holds less cNGN than the refund needs", true);
    }
    Instant until = root.latestClosedAt().plus(settings.timing().refundValidity());
    return new Prepared(
        RefundEnvelope.sign(
            settings,
            order,
            Math.addExact(sequence.getAsLong(), 1),
            fee(),
            root.latestClosedAt(),
            until));
  }

  /** A bid above what 95 % of the last transactions bid; the price paid is the ledger's, not it. */
  private long fee() {
    HorizonAnswer answer = horizon.get("/fee_stats");
    long p95 =
        answer instanceof HorizonAnswer.Answered stats && stats.ok()
            ? JsonFields.object(stats.body(), "max_fee")
                .map(fees -> JsonFields.number(fees, "p95").orElse(0))
                .orElse(0L)
            : 0L;
    return Math.min(Math.max(StellarSettings.MIN_FEE_STROOPS, p95), settings.maxFeeStroops());
  }

  private Optional<JsonObject> line(JsonObject account) {
    Optional<JsonArray> balances = JsonFields.array(account, "balances");
    if (balances.isPresent()) {
      for (JsonValue value : balances.get()) {
        if (value instanceof JsonObject line
            && settings.cngn().code().equals(JsonFields.text(line, "asset_code").orElse(""))
            && settings.cngn().issuer().equals(JsonFields.text(line, "asset_issuer").orElse(""))) {
          return Optional.of(line);
        }
      }
    }
    return Optional.empty();
  }

  private OptionalLong stroops(JsonObject line, String field) {
    try {
      return JsonFields.text(line, field)
          .map(text -> OptionalLong.of(AssetAmount.parse(settings.cngn(), text).stroops()))
          .orElse(OptionalLong.empty());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static Optional<Preparation> cannotReceive(String why) {
    return Optional.of(new CannotReceive(why));
  }

  // --------------------------------------------------------------------------------- submitting

  @Override
  public RefundOutcome submit(SignedRefund signed) {
    Optional<RefundOutcome> foreign = foreign(signed);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    HorizonAnswer answer = horizon.submit(signed.envelope());
    if (!(answer instanceof HorizonAnswer.Answered answered)) {
      return new RefundOutcome.Unknown(answer.code());
    }
    if (answered.ok()) {
      // without a time it is looked up
      return applied(signed, answered.body(), Optional.empty());
    }
    JsonObject extras =
        JsonFields.object(answered.body(), "extras").orElse(JsonValue.EMPTY_JSON_OBJECT);
    String transactionCode = ResultCodes.transaction(extras);
    if (answered.status() != 400 || transactionCode.isEmpty()) {
      alertWhenOursToMend(answer.code());
      return new RefundOutcome.Unknown(answer.code());
    }
    if (!transactionCode.equals("tx_failed")) {
      alertWhenOursToMend(transactionCode);
      return new RefundOutcome.Unknown(transactionCode);
    }
    String operationCode = ResultCodes.operation(extras);
    boolean ours =
        JsonFields.text(extras, "envelope_xdr")
            .flatMap(envelope -> RefundEnvelope.hash(envelope, settings.networkPassphrase()))
            .filter(signed.hash()::equals)
            .isPresent();
    // tx_failed is also said of what core will not even queue: that is in no ledger
    if (!ours || !ResultCodes.provesApplied(operationCode)) {
      return new RefundOutcome.Unknown(
          "tx_failed" + (operationCode.isEmpty() ? "" : " " + operationCode));
    }
    return refused(signed, operationCode);
  }

  // --------------------------------------------------------------------------------- looking up

  @Override
  public RefundOutcome lookUp(SignedRefund signed) {
    Optional<RefundOutcome> foreign = foreign(signed);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    HorizonAnswer rootAnswer = horizon.get("/");
    Optional<HorizonRoot> root = ourRoot(rootAnswer);
    if (root.isEmpty()) {
      return new RefundOutcome.Unknown("root " + rootAnswer.code());
    }
    Look first = look(signed, root.get());
    if (!first.absent()) {
      return first.outcome();
    }
    // absent: dead only by one of the two proofs; what the account says is asked after the 404
    HorizonAnswer accountAnswer = horizon.get("/accounts/" + signed.sourceAccount());
    if (!(accountAnswer instanceof HorizonAnswer.Answered account) || !account.ok()) {
      return new RefundOutcome.Unknown("not_found, account " + accountAnswer.code());
    }
    OptionalLong sequence = JsonFields.number(account.body(), "sequence");
    if (sequence.isEmpty()) {
      return new RefundOutcome.Unknown("not_found, account without sequence");
    }
    return sequence.getAsLong() < signed.sequence()
        ? expired(signed, root.get(), account)
        : overtaken(signed, account);
  }

  /**
   * The number is free. When a ledger has closed after the time bound and the account was read as
   * of that ledger or a later one, the transaction was never applied and never will be.
   */
  private RefundOutcome expired(
      SignedRefund signed, HorizonRoot root, HorizonAnswer.Answered account) {
    // strictly after: a ledger that closes at the bound may still hold the transaction
    if (!root.latestClosedAt().isAfter(signed.validUntil())) {
      return new RefundOutcome.Unknown("not_found");
    }
    if (account.latestLedger().isPresent()) {
      return account.latestLedger().getAsLong() >= root.latestLedger()
          ? dead(signed, root, "its sequence number is unused")
          : new RefundOutcome.Unknown("not_found, account lags");
    }
    return historyReachesBack(signed, root)
        ? dead(signed, root, "it is not found")
        : new RefundOutcome.Unknown("not_found, history too short");
  }

  /**
   * The number is used, by this transaction or another one: look again, on a server that knows the
   * ledger in which it was used and the ones before.
   */
  private RefundOutcome overtaken(SignedRefund signed, HorizonAnswer.Answered account) {
    OptionalLong stated = JsonFields.number(account.body(), "sequence_ledger");
    OptionalLong usedIn =
        stated.isPresent() ? stated : JsonFields.number(account.body(), "last_modified_ledger");
    if (usedIn.isEmpty()) {
      return new RefundOutcome.Unknown("not_found, sequence used");
    }
    HorizonAnswer rootAnswer = horizon.get("/");
    Optional<HorizonRoot> root = ourRoot(rootAnswer);
    if (root.isEmpty()) {
      return new RefundOutcome.Unknown("root " + rootAnswer.code());
    }
    if (root.get().latestLedger() < usedIn.getAsLong() + SETTLED_LEDGERS) {
      return new RefundOutcome.Unknown("not_found, sequence used");
    }
    Look again = look(signed, root.get());
    if (!again.absent()) {
      return again.outcome();
    }
    return historyReachesBack(signed, root.get())
        ? dead(signed, root.get(), "another transaction used its sequence number")
        : new RefundOutcome.Unknown("not_found, history too short");
  }

  /** Whether the server still has every ledger that can hold the transaction. */
  private boolean historyReachesBack(SignedRefund signed, HorizonRoot before) {
    // read again, for the history moves on
    Optional<HorizonRoot> root = ourRoot(horizon.get("/"));
    if (root.isEmpty()) {
      return false;
    }
    if (Math.max(root.get().elderLedger(), before.elderLedger()) <= 2) {
      return true;
    }
    HorizonAnswer elder = horizon.get("/ledgers/" + root.get().elderLedger());
    Optional<Instant> closedAt =
        elder instanceof HorizonAnswer.Answered answered && answered.ok()
            ? JsonFields.time(answered.body(), "closed_at")
            : Optional.empty();
    Instant validFrom = RefundEnvelope.validFrom(signed.envelope(), settings.networkPassphrase());
    return closedAt.filter(time -> !time.isAfter(validFrom)).isPresent();
  }

  private static RefundOutcome dead(SignedRefund signed, HorizonRoot root, String how) {
    return new RefundOutcome.ProvenDead(
        "ledger "
            + root.latestLedger()
            + " closed at "
            + root.latestClosedAt()
            + ", bound "
            + signed.validUntil()
            + ": "
            + how);
  }

  /** One look for the hash. */
  private record Look(boolean absent, RefundOutcome outcome) {}

  private Look look(SignedRefund signed, HorizonRoot root) {
    HorizonAnswer answer = horizon.get("/transactions/" + signed.hash());
    if (!(answer instanceof HorizonAnswer.Answered answered)) {
      return new Look(false, new RefundOutcome.Unknown(answer.code()));
    }
    if (answered.ok()) {
      return new Look(false, applied(signed, answered.body(), Optional.of(root.latestClosedAt())));
    }
    return new Look(answered.notFound(), new RefundOutcome.Unknown(answer.code()));
  }

  private Optional<HorizonRoot> ourRoot(HorizonAnswer answer) {
    return HorizonRoot.of(answer)
        .filter(root -> root.passphrase().equals(settings.networkPassphrase()));
  }

  // ------------------------------------------------------------------------------------- shared

  /** What a transaction object says, once it is ours. */
  private RefundOutcome applied(
      SignedRefund signed, JsonObject transaction, Optional<Instant> otherwiseClosedAt) {
    boolean ours =
        signed.hash().equals(JsonFields.text(transaction, "hash").orElse(""))
            || JsonFields.object(transaction, "inner_transaction")
                .flatMap(inner -> JsonFields.text(inner, "hash"))
                .filter(signed.hash()::equals)
                .isPresent();
    if (!ours) {
      // alert: refund.hash
      LOG.log(Level.ERROR, "Horizon answered about another transaction than {0}", signed);
      return new RefundOutcome.Unknown("hash_mismatch");
    }
    Optional<Boolean> successful = JsonFields.bool(transaction, "successful");
    if (successful.isEmpty()) {
      return new RefundOutcome.Unknown("does not say whether it succeeded");
    }
    if (!successful.get()) {
      return refused(
          signed,
          JsonFields.text(transaction, "result_xdr")
              .map(ResultCodes::ofFailed)
              .orElse(ResultCodes.UNKNOWN));
    }
    return JsonFields.time(transaction, "created_at")
        .or(() -> otherwiseClosedAt)
        .<RefundOutcome>map(at -> new RefundOutcome.Confirmed(signed.hash(), at))
        .orElseGet(() -> new RefundOutcome.Unknown("applied, close time unknown"));
  }

  private static RefundOutcome refused(SignedRefund signed, String code) {
    // alert: refund.refused
    LOG.log(
        Level.ERROR,
        "{0} failed in its ledger: {1}{2}",
        signed,
        code,
        ResultCodes.isOurWant(code) ? "; our wallet must be mended" : "");
    return ResultCodes.refused(code);
  }

  /** Bytes that are not what the record says, or were signed for another network, are not sent. */
  private Optional<RefundOutcome> foreign(SignedRefund signed) {
    boolean same =
        RefundEnvelope.hash(signed.envelope(), settings.networkPassphrase())
            .filter(signed.hash()::equals)
            .isPresent();
    if (same) {
      return Optional.empty();
    }
    // alert: refund.network
    LOG.log(Level.ERROR, "{0} was signed for another network or is damaged", signed);
    return Optional.of(new RefundOutcome.Unknown("other_network"));
  }

  private static void alertWhenOursToMend(String code) {
    boolean waits =
        code.equals("tx_bad_seq")
            || code.equals("tx_too_late")
            || code.equals("tx_too_early")
            || code.equals("tx_insufficient_fee");
    if (!waits) {
      // alert: refund.submission
      LOG.log(Level.ERROR, "a refund is not taken: {0}; look at key, fee money and network", code);
    }
  }
}
