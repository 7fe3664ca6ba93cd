package ng.bills.infrastructure.stellar;

import static ng.bills.infrastructure.stellar.StellarWorld.naira;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.ManageDataOperation;
import org.stellar.sdk.MemoReturnHash;
import org.stellar.sdk.Network;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;

class StellarRefundSenderTest {

  private static final String TRANSACTION = "/transactions/[0-9a-f]{64}";
  private static final String ACCOUNT = "/accounts/[^/]+";

  private StellarWorld world;

  @BeforeEach
  void begin() {
    world = StellarWorld.byHand();
  }

  @AfterEach
  void end() {
    world.close();
  }

  // ---------------------------------------------------------------------------------- preparing

  @Test
  void givenReceipt_whenPreparing_thenSignedPaymentReturnsItAndNothingMoves() throws Exception {
    String incoming = world.paidIn(50);
    Instant closedAt = world.sandbox.closedAt();

    SignedRefund signed = world.prepared(world.order(incoming, 50));

    assertThat(world.sandbox.requests().entries("POST", ".*")).isEmpty();
    world.sandbox.tick(2);
    assertThat(world.refunds(incoming)).isZero();
    Transaction transaction =
        (Transaction)
            AbstractTransaction.fromEnvelopeXdr(
                signed.envelope(), new Network(world.settings.networkPassphrase()));
    assertThat(transaction.hashHex()).isEqualTo(signed.hash());
    assertThat(transaction.getSourceAccount()).isEqualTo(world.wallet.account());
    assertThat(transaction.getSequenceNumber()).isEqualTo(signed.sequence());
    assertThat(((MemoReturnHash) transaction.getMemo()).getHexValue()).isEqualTo(incoming);
    assertThat(transaction.getFee()).isBetween(1_000L, 100_000L);
    assertThat(transaction.getTimeBounds().getMinTime())
        .isEqualTo(BigInteger.valueOf(closedAt.getEpochSecond()));
    assertThat(transaction.getTimeBounds().getMaxTime())
        .isEqualTo(BigInteger.valueOf(closedAt.plusSeconds(60).getEpochSecond()));
    assertThat(signed.validUntil()).isEqualTo(closedAt.plusSeconds(60));
    PaymentOperation payment = (PaymentOperation) transaction.getOperations()[0];
    assertThat(transaction.getOperations()).hasSize(1);
    assertThat(payment.getAmount()).isEqualTo("50");
    assertThat(payment.getDestination()).isEqualTo(world.customer.account());
    assertThat(signed.toString()).doesNotContain(signed.envelope());
  }

  @Test
  void givenHighBids_whenPreparing_thenOurBidFollowsUpToTheCap() throws Exception {
    String incoming = world.paidIn(50);
    for (Map.Entry<String, Long> bid : Map.of("25000", 25_000L, "7000000", 100_000L).entrySet()) {
      world.fault(
          "GET",
          "/fee_stats",
          r ->
              r.effect(
                  "status",
                  Map.of("code", 200, "body", "{\"max_fee\":{\"p95\":\"" + bid.getKey() + "\"}}")));
      SignedRefund signed = world.prepared(world.order(incoming, 50));
      assertThat(
              ((Transaction)
                      AbstractTransaction.fromEnvelopeXdr(
                          signed.envelope(), new Network(world.settings.networkPassphrase())))
                  .getFee())
          .isEqualTo(bid.getValue());
      world.sandbox.faults().clear();
    }
  }

  @Test
  void givenPayerUsedMuxedAddress_whenRefunding_thenItGoesBackToThatAddress() {
    String now = world.feed.firstPosition();
    String incoming =
        world.sandbox.pay(
            PayOrder.of(world.customer.account(), world.wallet.account(), world.asset, naira(5))
                .fromMuxedId(0));
    world.sandbox.tick();
    var receipt = ((FundsFeed.Page) world.feed.after(now)).receipts().get(0);
    assertThat(receipt.from()).startsWith("M");

    SignedRefund signed =
        world.prepared(
            new RefundOrder(receipt.from(), receipt.amount(), receipt.transactionHash()));
    world.sender.submit(signed);
    world.sandbox.tick();

    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Confirmed.class);
    assertThat(world.sandbox.refundsTo(world.customer.account(), incoming)).hasSize(1);
  }

  @Test
  void givenDestinationThatCannotTakeIt_whenPreparing_thenSaysWhy() {
    String incoming = world.paidIn(50);
    AssetAmount amount = AssetAmount.worth(world.cngn(), Money.ofNaira(50));
    String nobody = world.sandbox.named("nobody").account();
    HorizonSandbox.Named bare = world.sandbox.createAccount("bare", naira(100));
    HorizonSandbox.Named full = world.sandbox.createAccount("full", naira(100));
    world.sandbox.trust(full.account(), world.asset, naira(49));
    HorizonSandbox.Named exchange = world.sandbox.customer("exchange", world.asset, naira(1));
    world.sandbox.decree(
        exchange.account(),
        new ManageDataOperation.Builder("config.memo_required", new byte[] {'1'}).build());
    HorizonSandbox.Named frozen = world.sandbox.customer("frozen", world.asset, naira(1));
    world.sandbox.authorize(frozen.account(), world.asset, false);

    assertCannot(nobody, amount, incoming, "does not exist");
    assertCannot(bare.account(), amount, incoming, "does not trust");
    assertCannot(full.account(), amount, incoming, "no room");
    assertCannot(exchange.account(), amount, incoming, "memo");
    assertCannot(frozen.account(), amount, incoming, "frozen");
    assertCannot(world.wallet.account(), amount, incoming, "own wallet");
    assertCannot(
        "CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD2KM", amount, incoming, "contract");
    assertCannot("not an address", amount, incoming, "no account");
    assertCannot(
        world.customer.account(),
        AssetAmount.worth(new Asset("CNGN", world.issuer.account()), Money.ofNaira(50)),
        incoming,
        "not our cNGN");
    assertCannot(
        world.customer.account(), new AssetAmount(world.cngn(), 0), incoming, "nothing to send");
    String muxed = Addresses.muxed(exchange.account(), BigInteger.ONE);
    assertThat(world.sender.prepare(new RefundOrder(muxed, amount, incoming)))
        .isInstanceOf(RefundSender.Prepared.class);
    assertThat(world.sender.prepare(new RefundOrder(world.issuer.account(), amount, incoming)))
        .isInstanceOf(RefundSender.Prepared.class);
  }

  private void assertCannot(String to, AssetAmount amount, String incoming, String why) {
    assertThat(world.sender.prepare(new RefundOrder(to, amount, incoming)))
        .as(to)
        .isInstanceOfSatisfying(
            RefundSender.CannotReceive.class, c -> assertThat(c.why()).contains(why));
  }

  @Test
  void givenOurWalletHoldsLess_whenPreparing_thenNotNow() {
    String incoming = world.paidIn(50);

    assertThat(world.sender.prepare(world.order(incoming, 2_000_000)))
        .isInstanceOf(RefundSender.NotNow.class);
  }

  static Stream<Arguments> pathsOfPreparing() {
    return Stream.of(Arguments.of("/"), Arguments.of(ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("pathsOfPreparing")
  void givenHorizonFails_whenPreparing_thenNotNowAndNeverCannotReceive(String path) {
    String incoming = world.paidIn(50);
    for (Map<String, Object> answer :
        List.<Map<String, Object>>of(
            Map.of("code", 404, "contentType", "text/html", "body", "<html>"),
            Map.of("code", 404, "body", "{\"error\":\"no route\"}"),
            Map.of("code", 503, "body", ""),
            Map.of("code", 200, "body", "{}"),
            Map.of("code", 200, "body", "<html>"))) {
      world.fault("GET", path, r -> r.effect("status", answer));
      assertThat(world.sender.prepare(world.order(incoming, 50)))
          .as("%s %s", path, answer)
          .isInstanceOf(RefundSender.NotNow.class);
      world.sandbox.faults().clear();
    }
  }

  // ------------------------------------------------------------------------- refused in a ledger

  @Test
  void givenDestinationClosesItsLineMeanwhile_whenSubmitted_thenRefusedAndBlocked() {
    HorizonSandbox.Named bola = world.sandbox.createAccount("bola", naira(100));
    world.sandbox.trust(bola.account(), world.asset);
    SignedRefund signed = signedFor(bola.account());
    world.sandbox.trust(bola.account(), world.asset, 0);

    assertRefused(signed, "op_no_trust", true);
  }

  @Test
  void givenDestinationFrozenMeanwhile_whenSubmitted_thenRefusedAndBlocked() {
    HorizonSandbox.Named bola = world.sandbox.customer("bola", world.asset, naira(1));
    SignedRefund signed = signedFor(bola.account());
    world.sandbox.authorize(bola.account(), world.asset, false);

    assertRefused(signed, "op_not_authorized", true);
  }

  @Test
  void givenDestinationFullMeanwhile_whenSubmitted_thenRefusedAndBlocked() {
    HorizonSandbox.Named bola = world.sandbox.createAccount("bola", naira(100));
    world.sandbox.trust(bola.account(), world.asset);
    SignedRefund signed = signedFor(bola.account());
    world.sandbox.trust(bola.account(), world.asset, naira(1));

    assertRefused(signed, "op_line_full", true);
  }

  @Test
  void givenOurWalletIsShort_whenSubmitted_thenRefusedButNotBlocked() {
    SignedRefund signed = signedFor(world.customer.account());
    // somebody else empties the wallet: the issuer's mint is burnt by paying it back elsewhere
    world.sandbox.authorize(world.wallet.account(), world.asset, false);

    assertRefused(signed, "op_src_not_authorized", false);
  }

  private SignedRefund signedFor(String destination) {
    return world.prepared(
        new RefundOrder(
            destination, AssetAmount.worth(world.cngn(), Money.ofNaira(50)), world.paidIn(50)));
  }

  private void assertRefused(SignedRefund signed, String code, boolean blocked) {
    assertThat(world.sender.submit(signed)).isInstanceOf(RefundOutcome.Unknown.class);
    world.sandbox.tick();

    // once by the binary result, once by Horizon's words
    assertThat(world.sender.lookUp(signed)).isEqualTo(new RefundOutcome.Refused(code, blocked));
    assertThat(world.sender.submit(signed)).isEqualTo(new RefundOutcome.Refused(code, blocked));
  }

  // -------------------------------------------------------------------------------- proven dead

  @Test
  void givenNeverSubmitted_whenLookingUp_thenDeadOnlyStrictlyAfterTheBound() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));

    world.clock(signed.validUntil().minusSeconds(1));
    world.sandbox.tick();
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);

    world.clock(signed.validUntil());
    world.sandbox.tick();
    assertThat(world.sandbox.closedAt()).isEqualTo(signed.validUntil());
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);

    world.clock(signed.validUntil().plusSeconds(1));
    world.sandbox.tick();
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.ProvenDead.class);
    // and it is: the bytes do nothing any more
    assertThat(world.sender.submit(signed)).isEqualTo(new RefundOutcome.Unknown("tx_too_late"));
    world.sandbox.tick(2);
    assertThat(world.refunds(incoming)).isZero();
  }

  @Test
  void givenAppliedAtTheBoundItself_whenLookingUp_thenConfirmed() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));
    world.clock(signed.validUntil());
    world.sender.submit(signed);
    world.sandbox.tick();

    assertThat(world.sandbox.closedAt()).isEqualTo(signed.validUntil());
    assertThat(world.sender.lookUp(signed))
        .isEqualTo(new RefundOutcome.Confirmed(signed.hash(), signed.validUntil()));
    assertThat(world.refunds(incoming)).isEqualTo(1);
  }

  @Test
  void givenAppliedButHorizonLags_whenLookingUp_thenNeverDead() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));
    world.sandbox.lag(4);
    world.sender.submit(signed);
    world.sandbox.tick();
    assertThat(world.refunds(incoming)).isEqualTo(1);
    world.clock(signed.validUntil().plus(Duration.ofHours(1)));

    for (int ledgers = 0; ledgers < 3; ledgers++) {
      assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);
      world.sandbox.tick();
    }
    world.sandbox.lag(0);
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Confirmed.class);
    assertThat(world.refunds(incoming)).isEqualTo(1);
  }

  @Test
  void givenLaggingSecondServerSaysNotFound_whenLookingUp_thenNotDeadThoughTimeIsOver() {
    String incoming = world.paidIn(50);
    SignedRefund signed = applied(world.order(incoming, 50));
    world.clock(signed.validUntil().plusSeconds(1));
    world.sandbox.tick();
    notFoundByHash();

    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);
    world.sandbox.faults().clear();
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Confirmed.class);
  }

  @Test
  void givenHistoryForgotIt_whenLookingUp_thenNotDeadThoughNotFound() {
    String incoming = world.paidIn(50);
    SignedRefund signed = applied(world.order(incoming, 50));
    world.clock(signed.validUntil().plusSeconds(1));
    world.sandbox.tick(30);
    world.sandbox.elder(world.sandbox.state().ingestedLedger() - 1);
    notFoundByHash();

    assertThat(world.sender.lookUp(signed))
        .isEqualTo(new RefundOutcome.Unknown("not_found, history too short"));
  }

  @Test
  void givenAnotherTransactionUsedTheNumber_whenLookingUp_thenDeadOnceSettled() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));
    world.sandbox.decree(
        world.wallet.account(), new ManageDataOperation.Builder("x", new byte[] {1}).build());

    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);
    assertThat(world.sender.submit(signed)).isEqualTo(new RefundOutcome.Unknown("tx_bad_seq"));
    world.sandbox.tick(12);
    assertThat(world.sandbox.closedAt()).isBefore(signed.validUntil());
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.ProvenDead.class);
    world.sender.submit(signed);
    world.sandbox.tick(2);
    assertThat(world.refunds(incoming)).isZero();
  }

  @Test
  void givenFalseWordsOfLateness_whenSubmitting_thenUnknownAndNeverDead() {
    String incoming = world.paidIn(50);
    for (String code :
        new String[] {
          "tx_too_late",
          "tx_bad_seq",
          "tx_bad_auth",
          "tx_insufficient_fee",
          "tx_insufficient_balance",
          "tx_internal_error",
          "tx_no_source_account"
        }) {
      SignedRefund signed = world.prepared(world.order(incoming, 50));
      world.fault("POST", "/transactions", r -> r.effect("result", Map.of("code", code)));
      assertThat(world.sender.submit(signed)).isEqualTo(new RefundOutcome.Unknown(code));
      world.sandbox.faults().clear();
    }
  }

  @Test
  void givenMalformedByCoreBeforeAnyLedger_whenSubmitting_thenUnknown() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));
    world.fault(
        "POST",
        "/transactions",
        r ->
            r.effect(
                "status",
                Map.of(
                    "code",
                    400,
                    "body",
                    "{\"type\":\"https://stellar.org/horizon-errors/transaction_failed\",\"extras\":"
                        + "{\"envelope_xdr\":\""
                        + signed.envelope()
                        + "\",\"result_codes\":{\"transaction\":\"tx_failed\",\"operations\":"
                        + "[\"op_bad_auth\"]}}}")));

    assertThat(world.sender.submit(signed))
        .isEqualTo(new RefundOutcome.Unknown("tx_failed op_bad_auth"));
  }

  @Test
  void givenAnswerAboutAnotherTransaction_whenSubmittingOrLookingUp_thenUnknown() {
    String incoming = world.paidIn(50);
    SignedRefund other = applied(world.order(incoming, 10));
    SignedRefund signed = world.prepared(world.order(incoming, 40));
    String body =
        "{\"hash\":\""
            + other.hash()
            + "\",\"successful\":true,\"created_at\":\"2026-08-20T10:00:00Z\"}";
    world.fault(
        "POST", "/transactions", r -> r.effect("status", Map.of("code", 200, "body", body)));
    world.fault("GET", TRANSACTION, r -> r.effect("status", Map.of("code", 200, "body", body)));

    assertThat(world.sender.submit(signed)).isEqualTo(new RefundOutcome.Unknown("hash_mismatch"));
    assertThat(world.sender.lookUp(signed)).isEqualTo(new RefundOutcome.Unknown("hash_mismatch"));
  }

  @Test
  void givenBytesOfAnotherNetwork_whenSubmittingOrLookingUp_thenNothingIsSentAndNothingIsDead() {
    String incoming = world.paidIn(50);
    SignedRefund signed = world.prepared(world.order(incoming, 50));
    StellarSettings other =
        StellarSettings.of(
            world.sandbox.baseUrl(),
            "Another Network ; 2026",
            world.wallet.secret().toCharArray(),
            "cNGN",
            world.issuer.account(),
            "1");
    StellarRefundSender sender = new StellarRefundSender(world.client, other);

    assertThat(sender.submit(signed)).isEqualTo(new RefundOutcome.Unknown("other_network"));
    assertThat(sender.lookUp(signed)).isEqualTo(new RefundOutcome.Unknown("other_network"));
    assertThat(world.sandbox.requests().entries("POST", ".*")).isEmpty();
    assertThat(sender.prepare(world.order(incoming, 50))).isInstanceOf(RefundSender.NotNow.class);
  }

  private SignedRefund applied(RefundOrder order) {
    SignedRefund signed = world.prepared(order);
    world.sender.submit(signed);
    world.sandbox.tick();
    return signed;
  }

  private void notFoundByHash() {
    world.fault(
        "GET", TRANSACTION, r -> r.effect("problem", Map.of("status", 404, "type", "not_found")));
  }
}
