package ng.bills.sandbox.horizon;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Horizon's names of the result codes, and the XDR of a transaction result made from them. */
final class ResultCodes {
  static final String SUCCESS = "op_success";
  private static final List<String> GENERAL =
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
          SUCCESS,
          "op_malformed",
          "op_underfunded",
          "op_src_no_trust",
          "op_src_not_authorized",
          "op_no_destination",
          "op_no_trust",
          "op_not_authorized",
          "op_line_full",
          "op_no_issuer",
          "op_too_few_offers",
          "op_cross_self");

  /** By operation type; the position is the negated XDR value. */
  private static final Map<Integer, List<String>> INNER =
      Map.ofEntries(
          Map.entry(
              0,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_underfunded",
                  "op_low_reserve",
                  "op_already_exists")),
          Map.entry(1, PAYMENT),
          Map.entry(2, with(PAYMENT, "op_over_source_max")),
          Map.entry(13, with(PAYMENT, "op_under_dest_min")),
          Map.entry(
              5,
              List.of(
                  SUCCESS,
                  "op_low_reserve",
                  "op_too_many_signers",
                  "op_bad_flags",
                  "op_invalid_inflation",
                  "op_cant_change",
                  "op_unknown_flag",
                  "op_threshold_out_of_range",
                  "op_bad_signer",
                  "op_invalid_home_domain",
                  "op_auth_revocable_required")),
          Map.entry(
              6,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_no_issuer",
                  "op_invalid_limit",
                  "op_low_reserve",
                  "op_self_not_allowed",
                  "op_trust_line_missing",
                  "op_cannot_delete",
                  "op_not_auth_maintain_liabilities")),
          Map.entry(
              8,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_no_account",
                  "op_immutable_set",
                  "op_has_sub_entries",
                  "op_seq_num_too_far",
                  "op_dest_full",
                  "op_is_sponsor")),
          Map.entry(
              10,
              List.of(
                  SUCCESS,
                  "op_not_supported_yet",
                  "op_data_name_not_found",
                  "op_low_reserve",
                  "op_data_invalid_name")),
          Map.entry(11, List.of(SUCCESS, "op_bad_seq")),
          Map.entry(
              14,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_low_reserve",
                  "op_no_trust",
                  "op_not_authorized",
                  "op_underfunded")),
          Map.entry(
              15,
              List.of(
                  SUCCESS,
                  "op_does_not_exist",
                  "op_cannot_claim",
                  "op_line_full",
                  "op_no_trust",
                  "op_not_authorized")),
          Map.entry(
              19,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_not_clawback_enabled",
                  "op_no_trust",
                  "op_underfunded")),
          Map.entry(
              21,
              List.of(
                  SUCCESS,
                  "op_malformed",
                  "op_no_trust",
                  "op_cant_revoke",
                  "op_invalid_state",
                  "op_low_reserve")));

  private static final Map<String, Integer> TRANSACTION =
      Map.ofEntries(
          Map.entry("tx_fee_bump_inner_success", 1),
          Map.entry("tx_success", 0),
          Map.entry("tx_failed", -1),
          Map.entry("tx_too_early", -2),
          Map.entry("tx_too_late", -3),
          Map.entry("tx_missing_operation", -4),
          Map.entry("tx_bad_seq", -5),
          Map.entry("tx_bad_auth", -6),
          Map.entry("tx_insufficient_balance", -7),
          Map.entry("tx_no_source_account", -8),
          Map.entry("tx_insufficient_fee", -9),
          Map.entry("tx_bad_auth_extra", -10),
          Map.entry("tx_internal_error", -11),
          Map.entry("tx_not_supported", -12),
          Map.entry("tx_fee_bump_inner_failed", -13),
          Map.entry("tx_bad_sponsorship", -14),
          Map.entry("tx_bad_minseq_age_or_gap", -15),
          Map.entry("tx_malformed", -16),
          Map.entry("tx_soroban_invalid", -17),
          Map.entry("tx_frozen_key_accessed", -18));

  private ResultCodes() {}

  private static List<String> with(List<String> codes, String more) {
    return java.util.stream.Stream.concat(codes.stream(), java.util.stream.Stream.of(more))
        .toList();
  }

  /**
   * What became of one operation.
   *
   * @param type XDR number of the operation type
   * @param code Horizon's name
   * @param payload XDR that follows a success code, may be empty
   */
  record Outcome(int type, String code, byte[] payload) {
    static Outcome of(int type, String code) {
      return new Outcome(type, code, new byte[0]);
    }

    boolean succeeded() {
      return code.equals(SUCCESS);
    }
  }

  /**
   * What became of a transaction.
   *
   * @param code of the outer transaction
   * @param inner of the inner transaction of a fee bump, else null
   * @param operations empty unless the operations were looked at
   */
  record Verdict(String code, String inner, List<Outcome> operations) {
    static Verdict of(String code) {
      return new Verdict(code, null, List.of());
    }

    boolean succeeded() {
      return code.equals("tx_success") || code.equals("tx_fee_bump_inner_success");
    }

    /** The verdict on a fee bump whose inner transaction fared so. */
    Verdict bumped() {
      return new Verdict(
          succeeded() ? "tx_fee_bump_inner_success" : "tx_fee_bump_inner_failed", code, operations);
    }

    List<String> operationCodes() {
      return operations.stream().map(Outcome::code).toList();
    }
  }

  /** Base64 of the {@code TransactionResult}; fees in stroops. */
  static String xdr(Verdict verdict, long feeCharged, byte[] innerHash) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(feeCharged);
      out.writeInt(TRANSACTION.get(verdict.code()));
      if (verdict.inner() != null) {
        out.write(innerHash);
        out.writeLong(0);
        out.writeInt(TRANSACTION.get(verdict.inner()));
        writeOperations(out, verdict.inner(), verdict.operations());
        out.writeInt(0);
      } else {
        writeOperations(out, verdict.code(), verdict.operations());
      }
      out.writeInt(0);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void writeOperations(DataOutputStream out, String code, List<Outcome> operations)
      throws IOException {
    if (!code.equals("tx_success") && !code.equals("tx_failed")) {
      return;
    }
    out.writeInt(operations.size());
    for (Outcome outcome : operations) {
      int general = GENERAL.indexOf(outcome.code());
      if (general > 0) {
        out.writeInt(-general);
        continue;
      }
      out.writeInt(0);
      out.writeInt(outcome.type());
      int inner = INNER.get(outcome.type()).indexOf(outcome.code());
      if (inner < 0) {
        throw new IllegalStateException(
            outcome.code() + " is no result of operation type " + outcome.type());
      }
      out.writeInt(-inner);
      out.write(outcome.payload());
    }
  }
}
