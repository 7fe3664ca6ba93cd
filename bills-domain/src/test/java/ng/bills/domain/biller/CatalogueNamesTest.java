package ng.bills.domain.biller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One biller, one plan, many ways to word it. */
class CatalogueNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mtn | N100 100MB - 24 hrs | mtn-100mb-1d",
        "mtn | MTN 100MB Daily | mtn-100mb-1d",
        "mtn | MTN Data Bundle 100 MB (1 day) | mtn-100mb-1d",
        "mtn | N1,000 1.5GB - 30 days | mtn-1-5gb-30d",
        "mtn | MTN 1.50GB Monthly Data Bundle | mtn-1-5gb-30d",
        "mtn | 1.5 gb 1 month NGN1000 | mtn-1-5gb-30d",
        "mtn | N2000 500MB SME 2 weeks | mtn-500mb-14d-sme",
        "9mobile | 9mobile 1GB + 100MB Night 7 days | 9mobile-1gb-100mb-7d-night",
        "glo | 1GB Special 12hrs | glo-1gb-12h-special",
        "dstv | DStv Compact N15700 | dstv-compact",
        "dstv | Compact | dstv-compact",
        "dstv | DStv Compact Plus | dstv-compact-plus",
        "dstv | DStv Compact+ | dstv-compact-plus",
        "gotv | GOtv Supa Plus - monthly N15,700 | gotv-supa-plus",
        "gotv | GOtv Lite (1 Year) | gotv-lite-365d",
        "gotv | gotv lite 3 months | gotv-lite-90d",
        "startimes | Nova - 900 Naira - 1 Month | startimes-nova",
        "startimes | Nova - 300 Naira - 1 Week | startimes-nova-7d",
        "spectranet | Spectranet N7,000 recharge | spectranet-n7000",
        "waec | WAEC Result Checker PIN | waec-result-checker-pin"
      })
  void givenAProvidersWords_whenNamed_thenOneIdentity(String biller, String name, String code) {
    assertThat(PlanNames.codeOf(new BillerCode(biller), name, Optional.empty()))
        .isEqualTo(new PlanCode(code));
  }

  @Test
  void givenValidityApart_whenNamed_thenSameIdentityAsInTheName() {
    BillerCode mtn = new BillerCode("mtn");
    assertThat(PlanNames.codeOf(mtn, "MTN 1GB", Optional.of("30 days")))
        .isEqualTo(PlanNames.codeOf(mtn, "1GB - 30 days N1000", Optional.empty()));
  }

  @Test
  void givenNothingButNoise_whenNamed_thenStillAWellFormedCode() {
    BillerCode biller = new BillerCode("a_b-");
    assertThat(PlanNames.codeOf(biller, "₦1,000 — !!", Optional.empty()).value())
        .isEqualTo("a-b-n1000");
    assertThat(PlanNames.codeOf(biller, "— !!", Optional.empty()).value()).isEqualTo("a-b");
    String longOne = "word ".repeat(3) + "x".repeat(200);
    assertThat(PlanNames.codeOf(biller, longOne, Optional.empty()).value())
        .hasSizeLessThanOrEqualTo(PlanCode.MAX_LENGTH);
  }

  @Test
  void givenTwoOfOneName_whenToldApart_thenBothWellFormed() {
    PlanCode code = new PlanCode("m".repeat(64));
    assertThat(PlanNames.toldApart(code, "N 1,200").value()).hasSize(64).endsWith("-n-1-200");
    assertThatIllegalArgumentException().isThrownBy(() -> PlanNames.toldApart(code, "—"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ELECTRICITY | Ikeja Electric Payment - IKEDC | ikedc",
        "ELECTRICITY | IKEDC PREPAID | ikedc",
        "ELECTRICITY | EKEDC NEW | ekedc",
        "ELECTRICITY | Kaduna Electric - KAEDCO | kaedco",
        "ELECTRICITY | Kano Electric - KEDCO | kedco",
        "ELECTRICITY | Port Harcourt Electricity | phed",
        "ELECTRICITY | Aba Power | aba",
        "ELECTRICITY | Sunrise Electricity Distribution Company Ltd | sunrise",
        "AIRTIME | 9mobile Airtime VTU | 9mobile",
        "DATA | Etisalat Data | 9mobile",
        "DATA | T2 Data | 9mobile",
        "CABLE_TV | Star Times Subscription | startimes",
        "INTERNET | Smile Payment | smile",
        "GAMING | Bet9ja Wallet Funding | bet9ja",
        "GAMING | Bang Bet | bang-bet",
        "WATER | Lagos State Water Corporation | lagos-state-water-corporation",
        "EDUCATION | WAEC Registration PIN | waec-registration",
        "EDUCATION | WAEC Result Checker PIN | waec"
      })
  void givenABillersNames_whenNamed_thenOneCode(BillType type, String name, String code) {
    assertThat(BillerNames.codeOf(type, name)).isEqualTo(new BillerCode(code));
  }

  @Test
  void givenNoName_whenNamed_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BillerNames.codeOf(BillType.WATER, "—", ""));
  }
}
