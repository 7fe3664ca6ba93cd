package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

  /** The same by patterns, which is slower: the two must agree on whatever comes. */
  private static String byPattern(String text) {
    String names =
        "(?:access|refresh|id|bearer)_?token|authorization|password|passwd|secret|client_?secret"
            + "|secret_?key|(?:api|public|private|encryption)[_-]?key|secret_?hash";
    return text.replaceAll(
            "(\"(?i:" + names + ")\"\\s*+:\\s*+)(?:\"[^\"]*+\"|[^\\s\",}\\]{\\[]++)",
            "$1\"(removed)\"")
        .replaceAll("((?:^|[?&\\n])(?i:" + names + ")=)[^&\\s]++", "$1(removed)");
  }

  @Test
  void givenAnything_whenRemoved_thenItIsWhatThePatternsRemove() {
    String[] parts = {
      "\"",
      "\"",
      ":",
      "=",
      "&",
      "?",
      "\n",
      " ",
      "{",
      "}",
      ",",
      "[",
      "\\",
      "access_token",
      "Secret",
      "api-key",
      "encryption_key",
      "secretHash",
      "token",
      "passwd",
      "x",
      "12",
      "é",
      "authorization"
    };
    Random random = new Random(5);
    int changed = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String left = SecretFields.removedFrom(text.toString());
      assertThat(left).as(text.toString()).isEqualTo(byPattern(text.toString()));
      changed += left.contentEquals(text) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(2_000);
  }
}
