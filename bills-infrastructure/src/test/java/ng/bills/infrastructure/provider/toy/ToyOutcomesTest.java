package ng.bills.infrastructure.provider.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToyOutcomesTest {
  private static final VendOrder ORDER =
      new VendOrder(
          new VendReference("202611211200abcdefgh"),
          BillType.ELECTRICITY,
          new BillerCode("ekedc"),
          ProviderItem.of("ekedc"),
          new MeterNumber("45012345678", MeterType.PREPAID),
          Optional.empty(),
          Optional.empty(),
          Money.ofNaira(5_000),
          Optional.empty(),
          Instant.EPOCH);

  /** What an order's and a question's answer mean; OURS stands for our reference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {OURS,"state":"done","naira":5000}                | Delivered done    | Delivered done
          200 | {OURS,"state":"done","naira":"5000.00","token":1} | Delivered done    | Delivered done
          200 | {OURS,"state":"done"}                             | Unknown http 200  | Delivered done
          200 | {OURS,"state":"done","naira":4000}                | Unknown http 200  | Delivered done
          200 | {OURS,"state":"done","naira":"much"}              | Unknown http 200  | Unknown http 200
          200 | {OURS,"state":"open","receipt":null}              | Pending open      | Pending open
          200 | {OURS,"state":"failed"}                           | Rejected failed   | Rejected failed
          200 | {OURS,"state":"refused","reason":"float"}         | Rejected refused  | Unknown http 200
          200 | {OURS,"state":"refused","reason":"moon"}          | Unknown http 200  | Unknown http 200
          200 | {OURS,"state":"paused"}                           | Unknown http 200  | Unknown http 200
          200 | {"reference":"other","state":"failed"}            | Unknown http 200  | Unknown http 200
          200 | {"state":"none"}                                  | Unknown http 200  | Unknown http 200
          401 | {"reason":"key"}                                  | Rejected http 401 | Unknown http 401
          404 | {OURS,"state":"none"}                             | Unknown http 404  | NotFound none
          409 | {OURS,"state":"repeated"}                         | Unknown http 409  | Unknown http 409
          500 | {OURS,"state":"failed"}                           | Unknown http 500  | Unknown http 500
          """)
  void givenAnswer_whenRead_thenOnlyWhatIsSaidOfOurOrderIsBelieved(
      int status, String body, String vended, String asked) {
    OutsideAnswer answer =
        new OutsideAnswer.Answered(
            status, body.replace("OURS", "\"reference\":\"" + ORDER.reference() + "\""));

    assertThat(ToyOutcomes.vend(ORDER, answer)).hasToString(vended);
    assertThat(ToyOutcomes.requery(ORDER.reference(), ORDER.amount(), answer)).hasToString(asked);
  }
}
