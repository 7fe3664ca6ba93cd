package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ng.bills.domain.money.Asset;
import org.junit.jupiter.api.Test;

class Sep7PaymentLinkTest {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");

  @Test
  void givenOtherNetwork_whenBuilding_thenEverythingIsNamedAndBlanksArePerCent20() {
    assertThat(
            Sep7PaymentLink.of(
                "GWALLET",
                "5030.0000000",
                CNGN,
                "BILL-0123456789ABCDEFG",
                "Public Bantu Network ; 10-10-2020",
                "Électricité & more+"))
        .isEqualTo(
            "web+stellar:pay?destination=GWALLET&amount=5030.0000000&asset_code=cNGN"
                + "&asset_issuer=GISSUER&memo=BILL-0123456789ABCDEFG&memo_type=MEMO_TEXT"
                + "&msg=%C3%89lectricit%C3%A9%20%26%20more%2B"
                + "&network_passphrase=Public%20Bantu%20Network%20%3B%2010-10-2020");
  }

  @Test
  void givenPublicNetworkAndNoMessage_whenBuilding_thenNeitherIsNamed() {
    assertThat(Sep7PaymentLink.of("G", "1", CNGN, "BILL-1", Sep7PaymentLink.PUBLIC_NETWORK, ""))
        .doesNotContain("network_passphrase", "msg=", "origin_domain", "callback");
  }

  @Test
  void givenLongMessage_whenBuilding_thenCutToThreeHundredCharacters() {
    assertThat(
            Sep7PaymentLink.of(
                "G", "1", CNGN, "BILL-1", Sep7PaymentLink.PUBLIC_NETWORK, "x".repeat(301)))
        .endsWith("&msg=" + "x".repeat(300));
  }

  @Test
  void givenMemoLongerThanTheLedgerTakes_whenBuilding_thenRefuses() {
    assertThatThrownBy(() -> Sep7PaymentLink.of("G", "1", CNGN, "é".repeat(15), "Net", "hello"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
