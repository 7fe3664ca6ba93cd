package ng.bills.infrastructure.stellar;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ng.bills.domain.refund.RefundOutcome;

/**
 * What the result codes of a payment mean for a refund. Pure.
 *
 * <p>Horizon spells them out when it refuses; of a transaction it finds later it gives only the
 * binary result, of which the first bytes are read here. The SDK's decoder knows the codes of
 * protocol 21 only and throws at others.
 */
final class ResultCodes {

  static final String UNKNOWN = "tx_failed";

  /** Only applying a payment gives these: a transaction that has one is in a ledger. */
  private static final Set<String> FROM_APPLYING =
      Set.of(
          "op_underfunded",
          "op_src_no_trust",
          "op_src_not_authorized",
          "op_no_destination",
          "op_no_trust",
          "op_not_authorized",
          "op_line_full",
          "op_no_issuer");

  /** Our own want: money, or the right to move it. Another transaction can succeed later. */
  private static final Set<String> OURS =
      Set.of(
          "op_underfunded",
          "op_src_no_trust",
          "op_src_not_authorized",
          "tx_insufficient_balance",
          "tx_insufficient_fee",
          "tx_internal_error",
          "tx_bad_seq",
          "tx_too_late",
          "tx_too_early");

  private static final Map<Integer, String> TRANSACTION =
      Map.ofEntries(
          Map.entry(-2, "tx_too_early"),
          Map.entry(-3, "tx_too_late"),
          Map.entry(-4, "tx_missing_operation"),
          Map.entry(-5, "tx_bad_seq"),
          Map.entry(-6, "tx_bad_auth"),
          Map.entry(-7, "tx_insufficient_balance"),
          Map.entry(-8, "tx_no_source_account"),
          Map.entry(-9, "tx_insufficient_fee"),
          Map.entry(-10, "tx_bad_auth_extra"),
          Map.entry(-11, "tx_internal_error"),
          Map.entry(-12, "tx_not_supported"),
          Map.entry(-16, "tx_malformed"),
          Map.entry(-18, "tx_frozen_key_accessed"));

  private static final List<String> OPERATION =
      List.of(
          "op_inner",
          "op_bad_auth",
          "op_no_source_account",
          "op_not_supported",
          "op_too_many_subentries",
          "op_exceeded_work_limit",
          "op_too_many_sponsoring");

  private static final List<String> PAYMENT =
      List.of(
          "op_success",
          "op_malformed",
          "op_underfunded",
          "op_src_no_trust",
          "op_src_not_authorized",
          "op_no_destination",
          "op_no_trust",
          "op_not_authorized",
          "op_line_full",
          "op_no_issuer");

  private static final int TX_FAILED = -1;
  private static final int PAYMENT_TYPE = 1;

  private ResultCodes() {}

  /** The transaction's code of a refused submission; empty when there is none. */
  static String transaction(JsonObject extras) {
    JsonObject codes =
        JsonFields.object(extras, "result_codes").orElse(JsonValue.EMPTY_JSON_OBJECT);
    String outer = JsonFields.text(codes, "transaction").orElse("");
    return outer.equals("tx_fee_bump_inner_failed")
        ? JsonFields.text(codes, "inner_transaction").orElse("")
        : outer;
  }

  /** The first code of a refused submission that is not success; empty when there is none. */
  static String operation(JsonObject extras) {
    JsonObject codes =
        JsonFields.object(extras, "result_codes").orElse(JsonValue.EMPTY_JSON_OBJECT);
    return JsonFields.texts(codes, "operations").stream()
        .filter(code -> !code.equals("op_success"))
        .findFirst()
        .orElse("");
  }

  /**
   * The code of a transaction that is in a ledger and failed there, from its binary result; {@link
   * #UNKNOWN} when it cannot be read.
   */
  static String ofFailed(String resultXdr) {
    try {
      ByteBuffer xdr = ByteBuffer.wrap(Base64.getDecoder().decode(resultXdr));
      xdr.getLong();
      int code = xdr.getInt();
      if (code != TX_FAILED) {
        return TRANSACTION.getOrDefault(code, UNKNOWN);
      }
      if (xdr.getInt() != 1) {
        return UNKNOWN;
      }
      int outer = -xdr.getInt();
      if (outer != 0) {
        return outer > 0 && outer < OPERATION.size() ? OPERATION.get(outer) : UNKNOWN;
      }
      if (xdr.getInt() != PAYMENT_TYPE) {
        return UNKNOWN;
      }
      int payment = -xdr.getInt();
      return payment > 0 && payment < PAYMENT.size() ? PAYMENT.get(payment) : UNKNOWN;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return UNKNOWN;
    }
  }

  /** Whether the code alone proves that the transaction is in a ledger. */
  static boolean provesApplied(String operationCode) {
    return FROM_APPLYING.contains(operationCode);
  }

  static boolean isOurWant(String code) {
    return OURS.contains(code);
  }

  /** What is not known to be our own want would go wrong again: a person must look. */
  static RefundOutcome.Refused refused(String code) {
    return new RefundOutcome.Refused(code, !isOurWant(code));
  }
}
