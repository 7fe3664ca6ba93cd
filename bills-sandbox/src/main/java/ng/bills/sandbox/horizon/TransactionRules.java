package ng.bills.sandbox.horizon;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import ng.bills.sandbox.horizon.ResultCodes.Outcome;
import ng.bills.sandbox.horizon.ResultCodes.Verdict;
import org.stellar.sdk.LedgerBounds;
import org.stellar.sdk.Operation;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.TransactionPreconditions;
import org.stellar.sdk.xdr.SignerKey;

/**
 * What a transaction must satisfy before core queues it and again before it is applied, in core's
 * order of checks. Changes nothing.
 */
final class TransactionRules {
  /** Stroops per operation. */
  static final long BASE_FEE = 100;

  private static final int OPERATION_LIMIT = 100;

  private final long baseReserve;

  TransactionRules(long baseReserve) {
    this.baseReserve = baseReserve;
  }

  /**
   * @param ledger the ledger it would be in
   * @param closeTime and when that closes, seconds of the epoch
   * @param trusted true when the sandbox itself made it: signatures are not verified
   * @return null when it may be queued
   */
  Verdict check(Envelope envelope, World world, int ledger, long closeTime, boolean trusted) {
    if (!envelope.feeBump()) {
      return checkInner(envelope, world, ledger, closeTime, trusted, true);
    }
    long units = envelope.feeUnits();
    long innerUnits = Math.max(1, units - 1);
    boolean cheaper =
        BigInteger.valueOf(envelope.bid())
                .multiply(BigInteger.valueOf(innerUnits))
                .compareTo(
                    BigInteger.valueOf(envelope.inner().getFee())
                        .multiply(BigInteger.valueOf(units)))
            < 0;
    if (envelope.bid() < BASE_FEE * units || cheaper) {
      return Verdict.of("tx_insufficient_fee");
    }
    AccountEntry payer = world.account(envelope.feeAccount().account());
    if (payer == null) {
      return Verdict.of("tx_no_source_account");
    }
    SignatureCheck signatures =
        new SignatureCheck(envelope.outer().hash(), envelope.outerSignatures());
    if (!trusted && !signatures.weighs(payer, payer.low)) {
      return Verdict.of("tx_bad_auth");
    }
    if (payer.xlm - payer.reserve(baseReserve) < envelope.bid()) {
      return Verdict.of("tx_insufficient_balance");
    }
    if (!trusted && !signatures.allUsed()) {
      return Verdict.of("tx_bad_auth_extra");
    }
    Verdict inner = checkInner(envelope, world, ledger, closeTime, trusted, false);
    return inner == null ? null : inner.bumped();
  }

  private Verdict checkInner(
      Envelope envelope,
      World world,
      int ledger,
      long closeTime,
      boolean trusted,
      boolean paysFee) {
    Operation[] operations = envelope.inner().getOperations();
    if (operations.length == 0) {
      return Verdict.of("tx_missing_operation");
    }
    if (operations.length > OPERATION_LIMIT) {
      return Verdict.of("tx_malformed");
    }
    TransactionPreconditions conditions = envelope.inner().getPreconditions();
    String untimely = untimely(conditions, ledger, closeTime);
    if (untimely != null) {
      return Verdict.of(untimely);
    }
    if (paysFee && envelope.bid() < BASE_FEE * operations.length) {
      return Verdict.of("tx_insufficient_fee");
    }
    AccountEntry source = world.account(envelope.source().account());
    if (source == null) {
      return Verdict.of("tx_no_source_account");
    }
    if (!sequenceFits(envelope, conditions, source, ledger)) {
      return Verdict.of("tx_bad_seq");
    }
    if (conditions != null
        && ((conditions.getMinSeqAge() != null
                && BigInteger.valueOf(closeTime - source.sequenceTime)
                        .compareTo(conditions.getMinSeqAge())
                    < 0)
            || ledger - source.sequenceLedger < conditions.getMinSeqLedgerGap())) {
      return Verdict.of("tx_bad_minseq_age_or_gap");
    }
    SignatureCheck signatures =
        new SignatureCheck(envelope.inner().hash(), envelope.innerSignatures());
    if (!trusted && !signatures.weighs(source, source.low)) {
      return Verdict.of("tx_bad_auth");
    }
    if (!trusted && conditions != null && conditions.getExtraSigners() != null) {
      for (SignerKey extra : conditions.getExtraSigners()) {
        String key = OperationRules.signerText(extra);
        if (key == null || !signatures.signedBy(key)) {
          return Verdict.of("tx_bad_auth");
        }
      }
    }
    if (paysFee && source.xlm - source.reserve(baseReserve) < envelope.bid()) {
      return Verdict.of("tx_insufficient_balance");
    }
    if (frozen(envelope, world)) {
      return Verdict.of("tx_frozen_key_accessed");
    }
    List<Outcome> outcomes = new ArrayList<>();
    boolean bad = false;
    for (Operation operation : operations) {
      Outcome outcome = checkOperation(envelope, operation, world, signatures, trusted);
      bad |= outcome != null;
      outcomes.add(
          outcome == null
              ? Outcome.of(OperationRules.type(operation), ResultCodes.SUCCESS)
              : outcome);
    }
    if (bad) {
      return new Verdict("tx_failed", null, outcomes);
    }
    return trusted || signatures.allUsed() ? null : Verdict.of("tx_bad_auth_extra");
  }

  private static Outcome checkOperation(
      Envelope envelope,
      Operation operation,
      World world,
      SignatureCheck signatures,
      boolean trusted) {
    int type = OperationRules.type(operation);
    Address source = envelope.sourceOf(operation);
    AccountEntry account = world.account(source.account());
    if (!trusted) {
      if (account == null) {
        // an earlier operation may create it: its own key must have signed
        if (operation.getSourceAccount() == null || !signatures.signedBy(source.account())) {
          return Outcome.of(type, "op_no_source_account");
        }
      } else if (!signatures.weighs(account, OperationRules.threshold(operation, account))) {
        return Outcome.of(type, "op_bad_auth");
      }
    }
    return OperationRules.check(operation, source);
  }

  private static String untimely(TransactionPreconditions conditions, int ledger, long closeTime) {
    if (conditions == null) {
      return null;
    }
    TimeBounds times = conditions.getTimeBounds();
    LedgerBounds ledgers = conditions.getLedgerBounds();
    BigInteger now = BigInteger.valueOf(closeTime);
    if ((times != null && times.getMinTime().compareTo(now) > 0)
        || (ledgers != null && ledgers.getMinLedger() > ledger)) {
      return "tx_too_early";
    }
    if ((times != null && times.getMaxTime().signum() != 0 && times.getMaxTime().compareTo(now) < 0)
        || (ledgers != null && ledgers.getMaxLedger() != 0 && ledgers.getMaxLedger() <= ledger)) {
      return "tx_too_late";
    }
    return null;
  }

  private static boolean sequenceFits(
      Envelope envelope, TransactionPreconditions conditions, AccountEntry source, int ledger) {
    long sequence = envelope.inner().getSequenceNumber();
    if (sequence == (long) ledger << 32) {
      return false; // would make a merged and re-created account replayable
    }
    Long least = conditions == null ? null : conditions.getMinSeqNumber();
    return least == null
        ? sequence == source.sequence + 1
        : source.sequence >= least && source.sequence < sequence;
  }

  private static boolean frozen(Envelope envelope, World world) {
    List<String> named = new ArrayList<>();
    named.add(envelope.source().account());
    named.add(envelope.feeAccount().account());
    for (Operation operation : envelope.inner().getOperations()) {
      named.add(envelope.sourceOf(operation).account());
      named.addAll(OperationRules.named(operation));
    }
    for (String account : named) {
      AccountEntry entry = world.account(account);
      if (entry != null && entry.frozen) {
        return true;
      }
    }
    return false;
  }
}
