package ng.bills.infrastructure.provider.vtpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideAnswer.NoAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the catalogue as their documentation shows them, and pages that are none. */
class VtpassCatalogueTest {

  private static final String NO_SERVICES = "{'response_description':'000','content':[]}";
  private static final String MTN =
      "{'response_description':'000','content':[{'serviceID':'mtn-data','name':'MTN Data',"
          + "'minimium_amount':'0','maximum_amount':0,'convinience_fee':'0 %'}]}";
  private static final String PLANS =
      "{'response_description':'000','content':{'ServiceName':'MTN Data','serviceID':'mtn-data',"
          + "'variations':[{'variation_code':'mtn-10mb-100','name':'N100 100MB - 24 hrs',"
          + "'variation_amount':'100.00','fixedPrice':'Yes'}]}}";

  private static OutsideAnswer page(String body) {
    return new Answered(200, body.replace('\'', '"'));
  }

  private static CatalogueReading read(OutsideAnswer services, OutsideAnswer variations) {
    return new VtpassCatalogue(
            category -> category.equals("data") ? services : page(NO_SERVICES),
            service -> variations)
        .read();
  }

  private static List<CatalogueOffer> offers(CatalogueReading reading) {
    return ((CatalogueReading.Offers) reading).offers();
  }

  @Test
  void givenDocumentedPages_whenRead_thenTheOffer() {
    CatalogueOffer offer = offers(read(page(MTN), page(PLANS))).get(0);
    assertThat(offer.type()).isEqualTo(BillType.DATA);
    assertThat(offer.biller()).isEqualTo(new BillerCode("mtn"));
    assertThat(offer.item()).isEqualTo(ProviderItem.of("mtn-data", "mtn-10mb-100"));
    assertThat(offer.plan().orElseThrow().code().value()).isEqualTo("mtn-100mb-1d");
    assertThat(offer.plan().orElseThrow().price()).isEqualTo(Money.ofNaira(100));
    assertThat(offer.minimum()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "variations | varations", // the misspelt name alone
        "'100.00'   | 100",
        "'100.00'   | '100'"
      })
  void givenOlderForms_whenRead_thenTheSameOffer(String form, String older) {
    assertThat(offers(read(page(MTN), page(PLANS.replace(form, older)))))
        .isEqualTo(offers(read(page(MTN), page(PLANS))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0.00'", "0", "'100.005'", "-5"})
  void givenPriceThatIsNone_whenRead_thenThatPlanIsLeftOut(String amount) {
    assertThat(offers(read(page(MTN), page(PLANS.replace("'100.00'", amount))))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{'response_description':'012','content':{}}",
        "{'code':'087','message':'INVALID CREDENTIALS'}",
        "{'response_description':'000'}",
        "{'response_description':'000','content':null}",
        "{'response_description':'000','content':{'variations':null}}",
        "{'response_description':'000','content':{'variations':[1]}}",
        "{'response_description':'000','content':{'variations':[{'name':'x','variation_amount':1}]}}",
        "{'response_description':'000','content':{'variations':[{'variation_code':'x','name':'x'}]}}"
      })
  void givenVariationsThatCannotBeRead_whenRead_thenNothingIs(String body) {
    assertThat(read(page(MTN), page(body))).isInstanceOf(CatalogueReading.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'response_description':'000','content':{}}",
        "{'response_description':'000','content':['mtn-data']}",
        "{'response_description':'000','content':[{'name':'MTN Data'}]}",
        "{'response_description':'000','content':[{'serviceID':'-','name':'—'}]}"
      })
  void givenServicesThatCannotBeRead_whenRead_thenNothingIs(String body) {
    assertThat(read(page(body), page(PLANS))).isInstanceOf(CatalogueReading.Unavailable.class);
  }

  @Test
  void givenErrorOrSilence_whenRead_thenNothingIs() {
    String good = PLANS.replace('\'', '"');
    for (OutsideAnswer answer :
        List.of(
            new Answered(502, good),
            new Answered(401, good),
            new NotSent("no connection"),
            new NoAnswer("timeout", true))) {
      assertThat(read(page(MTN), answer)).isInstanceOf(CatalogueReading.Unavailable.class);
      assertThat(read(answer, page(PLANS))).isInstanceOf(CatalogueReading.Unavailable.class);
    }
  }
}
