package ng.bills.application.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers and partners were sent and answered, without what is nobody's business. */
class MaskedTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Customer_Name\": \"ADA OBI\"}",
        "{\"name\":\"ADA \\\"OBI\\\" ADA OBI\"}",
        "{\"data\":\"{\\\"customerName\\\":\\\"ADA OBI\\\",\\\"status\\\":\\\"ok\\\"}\"}",
        "{\"name\":\"ADA OBI",
        "{\"customer_names\":[\"ADA OBI\",\"ADA OBI\"]}",
        "POST /pay\ncustomer_name=ADA+OBI&amount=500",
        "GET /verify?customerName=ADA%20OBI&x=1"
      })
  void givenName_whenMasked_thenItIsNotThere(String text) {
    assertThat(MaskedText.of(text)).doesNotContain("ADA", "OBI").contains("****");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meter\":\"45012345678\"}",
        "{\"billersCode\":45012345678}",
        "GET /verify/45012345678/PREPAID",
        "phone=08030001122",
        "Token : 1234-5678-9012-3456-7890",
        "token 1234 5678 9012 3456 7890",
        "\"purchased_code\":\"Token : 12345678901234567890\"",
        "{\"pin\":51423}",
        "{\"cards\":[{\"Serial\":\"WRN-AB\",\"Pin\":\"51423\"}]}",
        "{\"accessKey\":\"51423 45012345678\"}",
        "{\"password\":\"51423\\\\\"}",
        "{\"secret\":\"51423\"}"
      })
  void givenNumberWorthSomething_whenMasked_thenItIsNotThere(String text) {
    assertThat(MaskedText.of(text))
        .doesNotContain("45012345678", "0803000", "5678", "51423", "WRN-AB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{\"code\":\"000\",\"amount\":5000}",
        "{\"at\":\"2026-11-21T09:00:00Z\"}",
        "{\"name\":{\"code\":\"016\"}}",
        "{\"customer\":null,\"code\":\"099\"}",
        "POST /api/pay?type=prepaid&amount=5000"
      })
  void givenNothingPersonal_whenMasked_thenItStaysAsItWas(String text) {
    assertThat(MaskedText.of(text)).isEqualTo(text);
  }

  @Test
  void givenAddress_whenMasked_thenItIsNotThere() {
    assertThat(MaskedText.of("told ada.obi@example.ng so")).isEqualTo("told ****@**** so");
  }

  @Test
  void givenLongText_whenMasked_thenInOneGo() {
    String inner = "{\"customerName\":\"" + "\\\"".repeat(100_000) + "\",\"code\":\"000\"}";
    assertThat(MaskedText.of(inner)).isEqualTo("{\"customerName\":\"****\",\"code\":\"000\"}");
    assertThat(MaskedText.of("\"name".repeat(20_000))).isNotNull();
  }
}
