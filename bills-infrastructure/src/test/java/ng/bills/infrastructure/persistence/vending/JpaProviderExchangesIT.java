package ng.bills.infrastructure.persistence.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
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
    return new Exchange(
        Samples.VTPASS,
        reference,
        kind,
        "{\"billersCode\":\"45098765432\"}",
        status,
        response,
        Samples.NOW);
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
  }
}
