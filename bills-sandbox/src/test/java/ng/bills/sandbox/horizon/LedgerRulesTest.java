package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import ng.bills.sandbox.horizon.HorizonSandbox.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.AccountMergeOperation;
import org.stellar.sdk.Asset;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.ClaimClaimableBalanceOperation;
import org.stellar.sdk.Claimant;
import org.stellar.sdk.ClawbackOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.CreateClaimableBalanceOperation;
import org.stellar.sdk.FeeBumpTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.ManageDataOperation;
import org.stellar.sdk.ManageSellOfferOperation;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PathPaymentStrictSendOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Predicate;
import org.stellar.sdk.Price;
import org.stellar.sdk.SetOptionsOperation;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.Signer;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;
import org.stellar.sdk.xdr.TrustLineFlags;

class LedgerRulesTest {
  private final Bench bench = Bench.manual();
  private final HorizonSandbox sandbox = bench.sandbox;
  private Named bare;
  private Named strict;

  @BeforeEach
  void people() {
    bare = sandbox.createAccount("bare", 10 * Stroops.ONE);
    strict = sandbox.issuer("STRICT", "auth_required", "auth_revocable", "auth_clawback_enabled");
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  /** The code in the ledger, or of the refusal to queue it. */
  private String outcome(Transaction transaction) {
    StellarNetwork.Submission submission = submit(transaction);
    if (submission.status() == StellarNetwork.Status.ERROR) {
      return text(submission.verdict().code(), submission.verdict().operationCodes());
    }
    if (submission.status() != StellarNetwork.Status.PENDING) {
      return submission.status().name();
    }
    sandbox.tick();
    sandbox.checkBooks();
    return sandbox.resultOf(transaction.hashHex());
  }

  private static String text(String code, List<String> operations) {
    return operations.isEmpty() ? code : code + " " + operations;
  }

  private StellarNetwork.Submission submit(AbstractTransaction transaction) {
    HttpResponse<String> response =
        bench.submit("/transactions_async", transaction.toEnvelopeXdrBase64());
    String status = Bench.body(response).getString("tx_status");
    if (!status.equals("ERROR")) {
      return new StellarNetwork.Submission(StellarNetwork.Status.valueOf(status), null, null);
    }
    // the asynchronous endpoint has the code as XDR only; the synchronous one says it in words
    HttpResponse<String> words = bench.submit("/transactions", transaction.toEnvelopeXdrBase64());
    String codes = Bench.codes(words);
    return new StellarNetwork.Submission(
        StellarNetwork.Status.ERROR, null, ResultCodes.Verdict.of(codes.replace("\"", "")));
  }

  private String apply(Named source, Operation... operations) {
    return outcome(bench.transaction(source, Memo.none(), 0, operations));
  }

  private static Operation pay(String to, String asset, String amount) {
    return new PaymentOperation.Builder(to, Assets.sdk(asset), amount).build();
  }

  private static Operation trust(String asset, String limit) {
    return new ChangeTrustOperation.Builder(ChangeTrustAsset.create(Asset.create(asset)), limit)
        .build();
  }

  /** What is done, by whom, and what comes of it. */
  private record Case(
      String name,
      Function<LedgerRulesTest, Named> source,
      Function<LedgerRulesTest, Operation> operation,
      String result) {}

  private static Arguments of(
      String name,
      Function<LedgerRulesTest, Named> source,
      Function<LedgerRulesTest, Operation> operation,
      String result) {
    return Arguments.of(name, new Case(name, source, operation, result));
  }

  private String asset() {
    return bench.asset;
  }

  private String strictAsset() {
    return "STRICT:" + strict.account();
  }

  private String nobody() {
    return sandbox.named("nobody").account();
  }

  static Stream<Arguments> cases() {
    Function<LedgerRulesTest, Named> wallet = test -> test.bench.wallet;
    Function<LedgerRulesTest, Named> customer = test -> test.bench.customer;
    Function<LedgerRulesTest, Named> issuer = test -> test.bench.issuer;
    Function<LedgerRulesTest, Named> bare = test -> test.bare;
    Function<LedgerRulesTest, Named> strict = test -> test.strict;
    String ok = "tx_success";
    return Stream.of(
        of("payment", wallet, t -> pay(t.bench.customer.account(), t.asset(), "5"), ok),
        of("to nobody", wallet, t -> pay(t.nobody(), t.asset(), "5"), failed("op_no_destination")),
        of("no line", wallet, t -> pay(t.bare.account(), t.asset(), "5"), failed("op_no_trust")),
        of(
            "too much",
            wallet,
            t -> pay(t.bench.customer.account(), t.asset(), "1000.0000001"),
            failed("op_underfunded")),
        of("everything", wallet, t -> pay(t.bench.customer.account(), t.asset(), "1000"), ok),
        of(
            "source without line",
            bare,
            t -> pay(t.bench.customer.account(), t.asset(), "5"),
            failed("op_src_no_trust")),
        of("mint", issuer, t -> pay(t.bench.wallet.account(), t.asset(), "5"), ok),
        of("burn", wallet, t -> pay(t.bench.issuer.account(), t.asset(), "5"), ok),
        of(
            "line full",
            issuer,
            t -> pay(t.bench.wallet.account(), t.asset(), "922337203685"),
            failed("op_line_full")),
        of(
            "reserve stays",
            bare,
            t -> pay(t.bench.wallet.account(), "native", "9.5"),
            failed("op_underfunded")),
        of("xlm to itself", bare, t -> pay(t.bare.account(), "native", "9999"), ok),
        of(
            "zero",
            wallet,
            t -> pay(t.bench.customer.account(), t.asset(), "0"),
            failed("op_malformed")),
        of("account", wallet, t -> new CreateAccountOperation.Builder(t.nobody(), "5").build(), ok),
        of(
            "account again",
            wallet,
            t -> new CreateAccountOperation.Builder(t.bare.account(), "5").build(),
            failed("op_already_exists")),
        of(
            "poor account",
            wallet,
            t -> new CreateAccountOperation.Builder(t.nobody(), "0.9").build(),
            failed("op_low_reserve")),
        of(
            "costly account",
            bare,
            t -> new CreateAccountOperation.Builder(t.nobody(), "9.5").build(),
            failed("op_underfunded")),
        of("trust", bare, t -> trust(t.asset(), "5"), ok),
        of("trust nobody", bare, t -> trust("cNGN:" + t.nobody(), "5"), failed("op_no_issuer")),
        of("limit below balance", wallet, t -> trust(t.asset(), "999"), failed("op_invalid_limit")),
        of(
            "limit zero with balance",
            wallet,
            t -> trust(t.asset(), "0"),
            failed("op_invalid_limit")),
        of("limit zero without line", bare, t -> trust(t.asset(), "0"), failed("op_invalid_limit")),
        of("trust oneself", issuer, t -> trust(t.asset(), "5"), failed("op_malformed")),
        of(
            "authorise no line",
            strict,
            t -> flags(t.bare, t.strictAsset(), true),
            failed("op_no_trust")),
        of(
            "authorise another's asset",
            wallet,
            t -> flags(t.bare, t.asset(), true),
            failed("op_malformed")),
        of(
            "revoke without right",
            issuer,
            t -> flags(t.bench.wallet, t.asset(), false),
            failed("op_cant_revoke")),
        of(
            "data",
            wallet,
            t -> new ManageDataOperation.Builder("config.memo_required", new byte[] {'1'}).build(),
            ok),
        of(
            "remove no data",
            wallet,
            t -> new ManageDataOperation.Builder("none", null).build(),
            failed("op_data_name_not_found")),
        of(
            "merge",
            bare,
            t -> new AccountMergeOperation.Builder(t.bench.wallet.account()).build(),
            ok),
        of(
            "merge with line",
            wallet,
            t -> new AccountMergeOperation.Builder(t.bare.account()).build(),
            failed("op_has_sub_entries")),
        of(
            "merge into nobody",
            bare,
            t -> new AccountMergeOperation.Builder(t.nobody()).build(),
            failed("op_no_account")),
        of(
            "merge into itself",
            bare,
            t -> new AccountMergeOperation.Builder(t.bare.account()).build(),
            failed("op_malformed")),
        of("bump", wallet, t -> new BumpSequenceOperation.Builder(1L << 40).build(), ok),
        of("set aside", wallet, t -> claimable(t, "5"), ok),
        of("set aside too much", wallet, t -> claimable(t, "5000"), failed("op_underfunded")),
        of("set aside without line", bare, t -> claimable(t, "5"), failed("op_no_trust")),
        of(
            "claim nothing",
            wallet,
            t -> new ClaimClaimableBalanceOperation.Builder("0".repeat(72)).build(),
            failed("op_does_not_exist")),
        of(
            "clawback not enabled",
            issuer,
            t ->
                new ClawbackOperation.Builder(
                        t.bench.wallet.account(), Asset.create(t.asset()), "5")
                    .build(),
            failed("op_not_clawback_enabled")),
        of(
            "clawback without line",
            strict,
            t ->
                new ClawbackOperation.Builder(t.bare.account(), Asset.create(t.strictAsset()), "5")
                    .build(),
            failed("op_no_trust")),
        of(
            "clawback flag alone",
            wallet,
            t -> new SetOptionsOperation.Builder().setSetFlags(8).build(),
            failed("op_auth_revocable_required")),
        of(
            "signer oneself",
            wallet,
            t ->
                new SetOptionsOperation.Builder()
                    .setSigner(
                        Signer.ed25519PublicKey(KeyPair.fromAccountId(t.bench.wallet.account())), 1)
                    .build(),
            failed("op_bad_signer")),
        of(
            "no market",
            customer,
            t ->
                new PathPaymentStrictReceiveOperation.Builder(
                        Assets.sdk("native"),
                        "5",
                        t.bench.wallet.account(),
                        Asset.create(t.asset()),
                        "5")
                    .build(),
            failed("op_too_few_offers")),
        of(
            "path to nobody",
            customer,
            t ->
                new PathPaymentStrictSendOperation.Builder(
                        Asset.create(t.asset()), "5", t.nobody(), Asset.create(t.asset()), "5")
                    .build(),
            failed("op_no_destination")),
        of(
            "path of one asset",
            customer,
            t ->
                new PathPaymentStrictSendOperation.Builder(
                        Asset.create(t.asset()),
                        "5",
                        t.bench.wallet.account(),
                        Asset.create(t.asset()),
                        "5")
                    .build(),
            ok),
        of(
            "path under minimum",
            customer,
            t ->
                new PathPaymentStrictSendOperation.Builder(
                        Asset.create(t.asset()),
                        "5",
                        t.bench.wallet.account(),
                        Asset.create(t.asset()),
                        "6")
                    .build(),
            failed("op_under_dest_min")),
        of(
            "path over maximum",
            customer,
            t ->
                new PathPaymentStrictReceiveOperation.Builder(
                        Asset.create(t.asset()),
                        "5",
                        t.bench.wallet.account(),
                        Asset.create(t.asset()),
                        "6")
                    .build(),
            failed("op_over_source_max")),
        of(
            "offers",
            customer,
            t ->
                new ManageSellOfferOperation.Builder(
                        Asset.create(t.asset()), Assets.sdk("native"), "5", new Price(1, 1))
                    .setOfferId(0)
                    .build(),
            failed("op_not_supported")));
  }

  private static String failed(String code) {
    return "tx_failed [" + code + "]";
  }

  private static Operation flags(Named trustor, String asset, boolean authorized) {
    EnumSet<TrustLineFlags> flag = EnumSet.of(TrustLineFlags.AUTHORIZED_FLAG);
    EnumSet<TrustLineFlags> none = EnumSet.noneOf(TrustLineFlags.class);
    return new SetTrustlineFlagsOperation.Builder(
            trustor.account(),
            Asset.create(asset),
            authorized ? none : flag,
            authorized ? flag : none)
        .build();
  }

  private static Operation claimable(LedgerRulesTest test, String amount) {
    return new CreateClaimableBalanceOperation.Builder(
            amount,
            Asset.create(test.asset()),
            List.of(
                new Claimant(test.bench.customer.account(), new Predicate.Unconditional()),
                new Claimant(
                    test.bench.wallet.account(),
                    new Predicate.Not(new Predicate.RelBefore(7_776_000)))))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givenOneOperation_whenApplied_thenTheResultIsCores(String name, Case one) {
    assertThat(apply(one.source().apply(this), one.operation().apply(this)))
        .isEqualTo(one.result());
  }

  @Test
  void givenIssuerThatRequiresAuthorisation_whenPaid_thenTheLineDecides() {
    assertThat(apply(bare, trust(strictAsset(), "100"))).isEqualTo("tx_success");
    assertThat(apply(strict, pay(bare.account(), strictAsset(), "5")))
        .isEqualTo(failed("op_not_authorized"));
    sandbox.authorize(bare.account(), strictAsset(), true);
    assertThat(apply(strict, pay(bare.account(), strictAsset(), "5"))).isEqualTo("tx_success");
    assertThat(apply(strict, pay(bare.account(), strictAsset(), "96")))
        .isEqualTo(failed("op_line_full"));
    sandbox.authorize(bare.account(), strictAsset(), false);
    assertThat(apply(bare, pay(strict.account(), strictAsset(), "1")))
        .isEqualTo(failed("op_src_not_authorized"));
    sandbox.clawback(strictAsset(), bare.account(), 2 * Stroops.ONE);
    assertThat(sandbox.balance(bare.account(), strictAsset())).isEqualTo(3 * Stroops.ONE);
    assertThat(sandbox.issued(strictAsset())).isEqualTo(3 * Stroops.ONE);
  }

  @Test
  void givenFailingOperation_whenApplied_thenNothingHappensButFeeAndSequence() {
    long xlm = sandbox.balance(bench.wallet.account(), "native");
    long sequence = bench.sequence(bench.wallet);
    String result =
        apply(
            bench.wallet,
            pay(bench.customer.account(), asset(), "5"),
            pay(bare.account(), asset(), "5"));
    assertThat(result).isEqualTo("tx_failed [op_success, op_no_trust]");
    assertThat(sandbox.balance(bench.wallet.account(), asset())).isEqualTo(1_000 * Bench.NGN);
    assertThat(sandbox.balance(bench.wallet.account(), "native")).isEqualTo(xlm - 200);
    assertThat(bench.sequence(bench.wallet)).isEqualTo(sequence + 1);
  }

  @Test
  void givenRefusedAtTheQueue_whenSubmitted_thenNeitherFeeNorSequenceIsTaken() {
    long xlm = sandbox.balance(bench.wallet.account(), "native");
    long sequence = bench.sequence(bench.wallet);
    Operation payment = bench.payment(bench.customer.account(), Bench.NGN);
    long now = sandbox.closedAt().getEpochSecond();
    assertThat(outcome(bench.transaction(bench.wallet, Memo.none(), now - 10, payment)))
        .isEqualTo("tx_too_late");
    assertThat(outcome(bench.transaction(bench.wallet, sequence + 2, Memo.none(), 0, payment)))
        .isEqualTo("tx_bad_seq");
    assertThat(outcome(bench.transaction(bench.wallet, sequence, Memo.none(), 0, payment)))
        .isEqualTo("tx_bad_seq");
    Transaction unsigned =
        Bench.unsigned(sandbox.passphrase(), bench.wallet, sequence + 1, Memo.none(), 0, payment);
    assertThat(outcome(unsigned)).isEqualTo("tx_bad_auth");
    Transaction extra = bench.transaction(bench.wallet, Memo.none(), 0, payment);
    extra.sign(KeyPair.fromSecretSeed(bare.secret()));
    assertThat(outcome(extra)).isEqualTo("tx_bad_auth_extra");
    Transaction stranger = bench.transaction(sandbox.named("nobody"), 1, Memo.none(), 0, payment);
    assertThat(outcome(stranger)).isEqualTo("tx_no_source_account");
    Operation foreign = bench.payment(bench.wallet.account(), Bench.NGN);
    foreign.setSourceAccount(bench.customer.account());
    assertThat(outcome(bench.transaction(bench.wallet, Memo.none(), 0, foreign)))
        .isEqualTo(failed("op_bad_auth"));
    sandbox.freeze(bench.wallet.account(), true);
    assertThat(outcome(bench.transaction(bench.wallet, Memo.none(), 0, payment)))
        .isEqualTo("tx_frozen_key_accessed");
    sandbox.freeze(bench.wallet.account(), false);
    assertThat(sandbox.balance(bench.wallet.account(), "native")).isEqualTo(xlm);
    assertThat(bench.sequence(bench.wallet)).isEqualTo(sequence);
    assertThat(outcome(bench.transaction(bench.wallet, Memo.none(), 0, payment)))
        .isEqualTo("tx_success");
  }

  @Test
  void givenWrongPassphrase_whenSubmitted_thenTheSignatureIsBad() {
    Transaction elsewhere =
        Bench.unsigned(
            "Another Network ; 2026",
            bench.wallet,
            bench.sequence(bench.wallet) + 1,
            Memo.none(),
            0,
            bench.payment(bench.customer.account(), 1));
    elsewhere.sign(KeyPair.fromSecretSeed(bench.wallet.secret()));
    assertThat(Bench.codes(bench.submit(elsewhere))).isEqualTo("tx_bad_auth");
  }

  @Test
  void givenResetNetwork_whenRead_thenNothingIsLeft() {
    sandbox.resetNetwork("Another Network ; 2026");
    assertThat(bench.json("/").getString("network_passphrase")).isEqualTo("Another Network ; 2026");
    assertThat(bench.json("/").getInt("history_latest_ledger")).isEqualTo(1);
    assertThat(bench.get("/accounts/" + bench.wallet.account()).statusCode()).isEqualTo(404);
  }

  @Test
  void givenVirtualClock_whenItPassesMaxTime_thenTheTransactionIsTooLate() {
    long maxTime = sandbox.closedAt().getEpochSecond() + 180;
    Transaction first =
        bench.transaction(
            bench.wallet, Memo.none(), maxTime, bench.payment(bench.customer.account(), 1));
    sandbox.advanceClock(Duration.ofSeconds(120));
    sandbox.tick();
    assertThat(outcome(first)).isEqualTo("tx_success");
    Transaction second =
        bench.transaction(
            bench.wallet, Memo.none(), maxTime, bench.payment(bench.customer.account(), 1));
    assertThat(submit(second).status()).isEqualTo(StellarNetwork.Status.PENDING);
    sandbox.advanceClock(Duration.ofSeconds(120));
    sandbox.tick(); // valid when queued, too late when the ledger closes: never in a ledger
    assertThat(sandbox.resultOf(second.hashHex())).isNull();
    assertThat(outcome(second)).isEqualTo("TRY_AGAIN_LATER"); // banned
    assertThat(sandbox.closedAt().getEpochSecond()).isGreaterThan(maxTime);
    assertThat(bench.get("/transactions/" + second.hashHex()).statusCode()).isEqualTo(404);
    assertThat(bench.sequence(bench.wallet)).isEqualTo(second.getSequenceNumber() - 1);
  }

  @Test
  void
      givenOneQueuedTransaction_whenTheAccountSendsAnother_thenTryAgainLaterUnlessATenfoldFeeBump() {
    Transaction first =
        bench.transaction(bench.wallet, Memo.none(), 0, bench.payment(bench.customer.account(), 1));
    assertThat(submit(first).status()).isEqualTo(StellarNetwork.Status.PENDING);
    assertThat(submit(first).status()).isEqualTo(StellarNetwork.Status.DUPLICATE);
    Transaction next =
        bench.transaction(
            bench.wallet,
            first.getSequenceNumber() + 1,
            Memo.none(),
            0,
            bench.payment(bench.customer.account(), 1));
    assertThat(submit(next).status()).isEqualTo(StellarNetwork.Status.TRY_AGAIN_LATER);
    FeeBumpTransaction cheap = bump(first, 5_000);
    assertThat(submit(cheap).verdict().code()).isEqualTo("tx_insufficient_fee");
    FeeBumpTransaction dear = bump(first, 10_000);
    assertThat(submit(dear).status()).isEqualTo(StellarNetwork.Status.PENDING);
    sandbox.tick();
    assertThat(sandbox.resultOf(dear.hashHex())).isEqualTo("tx_fee_bump_inner_success");
    assertThat(bench.json("/transactions/" + first.hashHex()).getString("hash"))
        .isEqualTo(dear.hashHex());
    HttpResponse<String> again = bench.submit(first);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(sandbox.paymentsFrom(bench.wallet.account())).hasSize(1);
  }

  private FeeBumpTransaction bump(Transaction inner, long baseFee) {
    FeeBumpTransaction bump =
        new FeeBumpTransaction.Builder(inner)
            .setBaseFee(baseFee)
            .setFeeAccount(bench.customer.account())
            .build();
    bump.sign(KeyPair.fromSecretSeed(bench.customer.secret()));
    return bump;
  }

  @Test
  void givenSignersAndThresholds_whenSigned_thenWeightDecides() {
    KeyPair hot = KeyPair.random();
    assertThat(
            apply(
                bench.wallet,
                new SetOptionsOperation.Builder()
                    .setSigner(Signer.ed25519PublicKey(hot), 2)
                    .setMasterKeyWeight(1)
                    .setLowThreshold(1)
                    .setMediumThreshold(2)
                    .setHighThreshold(3)
                    .build()))
        .isEqualTo("tx_success");
    assertThat(apply(bench.wallet, bench.payment(bench.customer.account(), 1)))
        .isEqualTo(failed("op_bad_auth"));
    Transaction byHot =
        Bench.unsigned(
            sandbox.passphrase(),
            bench.wallet,
            bench.sequence(bench.wallet) + 1,
            Memo.none(),
            0,
            bench.payment(bench.customer.account(), 1));
    byHot.sign(hot);
    assertThat(outcome(byHot)).isEqualTo("tx_success");
    Transaction both =
        bench.transaction(
            bench.wallet,
            Memo.none(),
            0,
            new SetOptionsOperation.Builder().setHomeDomain("bills.ng").build(),
            new SetOptionsOperation.Builder().setLowThreshold(0).build());
    both.sign(hot);
    assertThat(outcome(both)).isEqualTo("tx_success");
    assertThat(bench.json("/accounts/" + bench.wallet.account()).getString("home_domain"))
        .isEqualTo("bills.ng");
  }

  @Test
  void givenClaimableBalance_whenClaimed_thenThePredicatesDecideAndTheIdIsTheSdks()
      throws IOException {
    Transaction create = bench.transaction(bench.wallet, Memo.none(), 0, claimable(this, "5"));
    assertThat(outcome(create)).isEqualTo("tx_success");
    String id = create.getClaimableBalanceId(0);
    Operation claim = new ClaimClaimableBalanceOperation.Builder(id).build();
    assertThat(apply(bench.wallet, claim)).isEqualTo(failed("op_cannot_claim"));
    sandbox.advanceClock(Duration.ofDays(91));
    sandbox.tick();
    assertThat(apply(bench.customer, claim)).isEqualTo("tx_success");
    assertThat(sandbox.balance(bench.customer.account(), asset())).isEqualTo(10_005 * Bench.NGN);
    assertThat(apply(bench.wallet, claim)).isEqualTo(failed("op_does_not_exist"));
    assertThat(bench.json("/accounts/" + bench.wallet.account()).getInt("num_sponsoring")).isZero();
  }

  @Test
  void givenEveryResult_whenReadAsXdr_thenTheSdkUnderstandsIt() throws IOException {
    Transaction transaction =
        bench.transaction(
            bench.wallet, Memo.none(), 0, claimable(this, "5"), pay(bare.account(), asset(), "5"));
    outcome(transaction);
    TransactionResult result =
        TransactionResult.fromXdrBase64(
            bench.json("/transactions/" + transaction.hashHex()).getString("result_xdr"));
    assertThat(result.getResult().getDiscriminant()).isEqualTo(TransactionResultCode.txFAILED);
    assertThat(result.getFeeCharged().getInt64()).isEqualTo(200);
    assertThat(result.getResult().getResults()).hasSize(2);
    Transaction late =
        bench.transaction(bench.wallet, Memo.none(), 1, bench.payment(bench.customer.account(), 1));
    HttpResponse<String> response = bench.submit("/transactions_async", late.toEnvelopeXdrBase64());
    byte[] head = Base64.getDecoder().decode(Bench.body(response).getString("error_result_xdr"));
    assertThat(head[11]).isEqualTo((byte) -3);
  }

  @Test
  void givenMalleatedSignature_whenSubmitted_thenItIsRefused() {
    Transaction transaction =
        bench.transaction(bench.wallet, Memo.none(), 0, bench.payment(bench.customer.account(), 1));
    byte[] signature = transaction.getSignatures().get(0).getSignature().getSignature();
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] s = new byte[32];
    for (int i = 0; i < 32; i++) {
      s[i] = signature[63 - i];
    }
    byte[] larger = new BigInteger(1, s).add(order).toByteArray();
    for (int i = 0; i < 32; i++) {
      signature[32 + i] = i < larger.length ? larger[larger.length - 1 - i] : 0;
    }
    assertThat(KeyPair.fromAccountId(bench.wallet.account()).verify(transaction.hash(), signature))
        .as("the SDK's own library accepts it")
        .isTrue();
    assertThat(outcome(transaction)).isEqualTo("tx_bad_auth");
  }
}
