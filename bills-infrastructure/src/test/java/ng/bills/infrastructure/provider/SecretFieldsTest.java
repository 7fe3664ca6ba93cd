package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"access_token":"eyJhbGciOi","token_type":"bearer"} | {"access_token":"(removed)","token_type":"bearer"}
          {"AccessToken" : "abc", "expires_in":43199}         | {"AccessToken" : "(removed)", "expires_in":43199}
          {"api-key":12345}                                   | {"api-key":"(removed)"}
          {"clientSecret":"x","name":"ADA"}                   | {"clientSecret":"(removed)","name":"ADA"}
          POST https://host/login?secret_key=SK_1&page=2      | POST https://host/login?secret_key=(removed)&page=2
          grant_type=client_credentials&client_secret=s3cret  | grant_type=client_credentials&client_secret=(removed)
          """)
  void givenSecret_whenRemoved_thenTheRestIsWhole(String text, String left) {
    assertThat(SecretFields.removedFrom(text)).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"token":"Token : 01234567890123456789","purchased_code":"Token : 01234567890123456789"}
          {"cards":[{"Serial":"WRN182135587","Pin":"373820665258"}]}
          {"mainToken":"1234-5678","recharge_token":"0123"}
          <html><body>503 Service Unavailable</body></html>
          """)
  void givenWhatTheCustomerBought_whenRemoved_thenNothingIs(String text) {
    assertThat(SecretFields.removedFrom(text)).isEqualTo(text);
  }

  @Test
  void givenAnAnswerOfAMegabyte_whenRemoved_thenItEnds() {
    String long1 = "{\"access_token\":\"" + "\\\\\"x".repeat(200_000) + "\"}";
    String long2 = "{\"secret\":" + "[".repeat(1_000_000);

    assertThat(SecretFields.removedFrom(long1)).startsWith("{\"access_token\":\"(removed)\"");
    assertThat(SecretFields.removedFrom(long2)).isEqualTo(long2);
  }
}
