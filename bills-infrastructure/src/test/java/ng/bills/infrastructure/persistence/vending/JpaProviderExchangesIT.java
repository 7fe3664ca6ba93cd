package ng.bills.infrastructure.persistence.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.ProviderExchanges.Asked;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveBillProvider;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings;
import org.junit.jupiter.api.Test;

class JpaProviderExchangesIT {

  private static final String ANSWER =
      "{\"code\":\"000\",\"token\":\"Token : 01234567890123456789\"}";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaProviderExchanges exchanges =
      new JpaProviderExchanges(tx, Samples.IDS, Samples.CRYPT);
  private final Payment payment =
      Samples.payment(Samples.electricity(database.partner(), Optional.empty()));
  private final VendReference reference = Samples.vendReference();

  JpaProviderExchangesIT() {
    tx.run(
        () -> {
          payments.add(payment);
          Samples.upToVend(payment, Samples.NOW);
          payment.vendStarted(
              Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
          payments.save(payment, payment.takeNewMoves());
        });
  }

  private Exchange exchange(Kind kind, int status, String response) {
    return exchange(kind, status, response, Samples.NOW);
  }

  private Exchange exchange(Kind kind, int status, String response, Instant at) {
    return new Exchange(
        Samples.VTPASS,
        kind.isAboutAttempt() ? Optional.of(reference) : Optional.empty(),
        kind,
        "{\"billersCode\":\"45098765432\"}",
        status,
        response,
        at,
        Duration.ofMillis(217));
  }

  @Test
  void givenExchanges_whenReadBack_thenWholeAndInOrder() {
    Exchange vend = exchange(Kind.VEND, 0, "timed out");
    Exchange requery = exchange(Kind.REQUERY, 200, ANSWER);
    exchanges.append(vend);
    exchanges.append(requery);
    assertThat(exchanges.of(payment.id())).containsExactly(vend, requery);
    assertThat(tx.call(() -> exchanges.of(payment.id()))).containsExactly(vend, requery);
  }

  @Test
  void givenAnswerNobodyRecorded_whenItsOrderIsRead_thenTheAdapterFindsTheTokenInIt() {
    String paid =
        "{\"status\":\"success\",\"message\":\"x\",\"data\":{\"code\":\"200\",\"amount\":500,"
            + "\"recharge_token\":\"01234567890123456789\"}}";
    exchanges.append(exchange(Kind.VEND, 0, "no answer: timeout"));
    exchanges.append(exchange(Kind.REQUERY, 200, ANSWER));
    exchanges.append(exchange(Kind.BALANCE, 200, "{}"));
    exchanges.append(exchange(Kind.VEND, 200, paid));

    List<Exchange> orders = exchanges.ordersOf(reference);

    assertThat(orders).extracting(Exchange::httpStatus).containsExactly(0, 200);
    assertThat(tx.call(() -> exchanges.ordersOf(reference))).isEqualTo(orders);
    assertThat(exchanges.ordersOf(Samples.vendReference())).isEmpty();
    BillProvider adapter =
        new FlutterwaveBillProvider(null, FlutterwaveSettings.NONE, InstantSource.system());
    assertThat(
            orders.stream()
                .flatMap(kept -> adapter.reread(kept, Money.ofNaira(500)).stream())
                .map(delivered -> delivered.delivery().creditToken().orElseThrow().digits()))
        .containsExactly("01234567890123456789");
  }

  @Test
  void givenOpenUnit_whenAppended_thenRefused() {
    assertThatThrownBy(() -> tx.run(() -> exchanges.append(exchange(Kind.VEND, 200, ANSWER))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(exchanges.of(payment.id())).isEmpty();
  }

  @Test
  void givenStoredAnswer_whenTheTableIsRead_thenTokenAndMeterAreNotReadable() {
    exchanges.append(exchange(Kind.VEND, 200, ANSWER));
    String where = " from provider_exchange where reference = '" + reference + "'";
    for (String column : new String[] {"request_sealed", "response_sealed"}) {
      byte[] sealed = (byte[]) database.value("select " + column + where);
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
          .doesNotContain("01234567890123456789", "45098765432", "Token");
    }
  }

  @Test
  void givenStoredExchange_whenChangedByHand_thenRefused() {
    exchanges.append(exchange(Kind.VEND, 200, ANSWER));
    assertThatThrownBy(() -> database.byHand("update provider_exchange set http_status = 0"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> database.byHand("delete from provider_exchange"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> database.byHand("truncate provider_exchange"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void givenCheckOnBehalfOfPayment_whenItsExchangesAreRead_thenTheCheckIsAmongThem() {
    Exchange check = exchange(Kind.ACCOUNT_CHECK, 200, "{}");
    Exchange balance = exchange(Kind.BALANCE, 200, "{}");
    Exchange vend = exchange(Kind.VEND, 200, ANSWER);
    exchanges.append(balance);
    exchanges
        .about(
            payment.id(),
            () -> {
              exchanges.append(check);
              exchanges.append(vend);
              return null;
            })
        .close();
    exchanges.append(balance);

    assertThat(exchanges.of(payment.id())).containsExactly(check, vend);
  }

  @Test
  void givenCheckOnBehalfOfPayment_whenItsAnswerIsRecorded_thenItIsStoredInThatTransaction() {
    Exchange check = exchange(Kind.ACCOUNT_CHECK, 200, "{}");
    try (Asked<String> asked = check(check)) {
      assertThat(exchanges.of(payment.id())).isEmpty();
      tx.run(asked::store);
      assertThat(exchanges.of(payment.id())).containsExactly(check);
      tx.run(asked::store);
    }
    assertThat(exchanges.of(payment.id())).containsExactly(check);
  }

  @Test
  void givenCheckOnBehalfOfPayment_whenItsAnswerCannotBeRecorded_thenItIsStoredAllTheSame() {
    Exchange check = exchange(Kind.ACCOUNT_CHECK, 200, "{}");
    try (Asked<String> asked = check(check)) {
      assertThatThrownBy(
              () ->
                  tx.run(
                      () -> {
                        asked.store();
                        throw new IllegalStateException("somebody was faster");
                      }))
          .hasMessage("somebody was faster");
      assertThat(exchanges.of(payment.id())).isEmpty();
    }
    assertThat(exchanges.of(payment.id())).containsExactly(check);
  }

  @Test
  void givenCheckOnBehalfOfPayment_whenTheAskerFails_thenItIsStored() {
    Exchange check = exchange(Kind.ACCOUNT_CHECK, 200, "{}");
    assertThatThrownBy(
            () ->
                exchanges.about(
                    payment.id(),
                    () -> {
                      exchanges.append(check);
                      throw new IllegalStateException("a fault of ours");
                    }))
        .hasMessage("a fault of ours");
    assertThat(exchanges.of(payment.id())).containsExactly(check);
  }

  private Asked<String> check(Exchange check) {
    return exchanges.about(
        payment.id(),
        () -> {
          exchanges.append(check);
          return "known";
        });
  }

  private long kept(Kind kind, Instant at) {
    return (Long)
        database.value(
            "select count(*) from provider_exchange where kind = '"
                + kind.name().toLowerCase(Locale.ROOT)
                + "' and at = '"
                + at
                + "'");
  }

  @Test
  void givenOldExchanges_whenPruned_thenThoseOfPaymentsStayLonger() {
    Instant old = Instant.now().minus(Duration.ofDays(35)).truncatedTo(ChronoUnit.MILLIS);
    tx.run(
        () -> {
          Payment fresh = payments.lock(payment.id()).orElseThrow();
          fresh.vendAnswered(
              reference,
              new Rejected(RejectionReason.FAILED, "016", "failed"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          payments.save(fresh, fresh.takeNewMoves());
        });
    exchanges.append(exchange(Kind.BALANCE, 200, "{}", old));
    exchanges.append(exchange(Kind.VEND, 200, ANSWER, old));

    exchanges.prune(old, old.plusMillis(1), 1_000);
    assertThat(kept(Kind.BALANCE, old)).isZero();
    assertThat(kept(Kind.VEND, old)).isEqualTo(1);

    exchanges.prune(old.plusMillis(1), old, 1_000);
    assertThat(kept(Kind.VEND, old)).isZero();
  }

  @Test
  void givenOutcomeNotKnown_whenPruned_thenWhatIsAboutItStays() {
    Instant old = Instant.now().minus(Duration.ofDays(900)).truncatedTo(ChronoUnit.MILLIS);
    exchanges.append(exchange(Kind.VEND, 0, "timed out", old));

    exchanges.prune(old.plusMillis(1), old.plusMillis(1), 1_000);

    assertThat(kept(Kind.VEND, old)).isEqualTo(1);
  }

  @Test
  void givenRetentionByHand_whenTooEarly_thenTheDatabaseRefuses() {
    String allow = "set local bills.retention = 'provider_exchange'";
    Instant yesterday = Instant.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.MILLIS);
    exchanges.append(exchange(Kind.BALANCE, 200, "{}", yesterday));
    exchanges.append(exchange(Kind.VEND, 200, ANSWER, yesterday.minus(Duration.ofDays(20))));
    for (String where : List.of("kind = 'balance'", "kind = 'vend'")) {
      assertThatThrownBy(
              () -> database.byHand(allow, "delete from provider_exchange where " + where))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("not to be removed yet");
    }
    assertThatThrownBy(() -> exchanges.prune(Instant.now(), Instant.now(), 1_000))
        .hasMessageContaining("not to be removed yet");
  }
}
