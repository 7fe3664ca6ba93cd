package ng.bills.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import ng.bills.sandbox.http.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stellar.sdk.Memo;

class CustomerPaymentTest {
  private static final String G = "GAE7E56N3XIC6JGJI54SD3VN4EDY3OZVFA7CLHXAMMTHLU4LIFYJMFSI";
  private static final String LINK =
      "web+stellar:pay?destination=GDEST&amount=1500.0000000&asset_code=cNGN&asset_issuer="
          + G
          + "&memo=BILL-A%20B&memo_type=MEMO_TEXT&msg=hello%20there";

  @Test
  void givenLink_whenRead_thenAllOfIt() {
    CustomerPayment payment = CustomerPayment.of(Map.of("uri", LINK));
    assertThat(payment)
        .isEqualTo(
            new CustomerPayment("GDEST", "1500.0000000", "cNGN:" + G, Memo.text("BILL-A B")));
  }

  @Test
  void givenLinkPastedUnencoded_whenItFellApart_thenItIsPutTogether() {
    // what a server sees of ?uri=web+stellar:pay?destination=GDEST&amount=7&memo=BILL-1
    Map<String, String> query = new LinkedHashMap<>();
    query.put("uri", "web stellar:pay?destination=GDEST");
    query.put("amount", "7");
    query.put("asset_code", "cNGN");
    query.put("asset_issuer", G);
    query.put("memo", "BILL-1");
    assertThat(CustomerPayment.of(query))
        .isEqualTo(new CustomerPayment("GDEST", "7", "cNGN:" + G, Memo.text("BILL-1")));
  }

  @Test
  void givenOverrides_whenRead_thenTheyWin() {
    CustomerPayment odd =
        CustomerPayment.of(
            Map.of("uri", LINK, "amount", "1499.99", "asset", "native", "omit_memo", "true"));
    assertThat(odd).isEqualTo(new CustomerPayment("GDEST", "1499.99", "native", Memo.none()));
  }

  @Test
  void givenMemoTypes_whenRead_thenEachKind() {
    String hash = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(memo("42", "MEMO_ID")).isEqualTo(Memo.id(42L));
    assertThat(memo(hash, "MEMO_HASH")).isEqualTo(Memo.hash(new byte[32]));
    assertThat(memo(hash, "MEMO_RETURN")).isEqualTo(Memo.returnHash(new byte[32]));
    assertThat(CustomerPayment.of(Map.of("destination", "G", "amount", "1")).memo())
        .isEqualTo(Memo.none());
  }

  private static Memo memo(String value, String type) {
    return CustomerPayment.of(
            Map.of("destination", "G", "amount", "1", "memo", value, "memo_type", type))
        .memo();
  }

  @ParameterizedTest
  @CsvSource({
    "destination,'',destination is missing",
    "amount,'',amount is missing",
    "amount,-5,amount is a number",
    "amount,1.12345678,amount is a number",
    "memo,a memo that is far longer than 28 bytes,does not fit",
    "memo_type,MEMO_POEM,not known",
    "uri,https://example.ng,must begin"
  })
  void givenBadParameter_whenRead_thenTheMessageSaysWhich(
      String name, String value, String message) {
    Map<String, String> given =
        new LinkedHashMap<>(Map.of("destination", "G", "amount", "1", "memo", "m"));
    given.put(name, value);
    assertThatThrownBy(() -> CustomerPayment.of(given))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(message);
  }
}
