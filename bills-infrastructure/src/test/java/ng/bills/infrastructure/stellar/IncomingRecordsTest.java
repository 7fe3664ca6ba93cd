package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.StrKey;

class IncomingRecordsTest {

  private static final String WALLET = KeyPair.random().getAccountId();
  private static final String PAYER = KeyPair.random().getAccountId();
  private static final String ISSUER = KeyPair.random().getAccountId();
  private static final String CONTRACT = StrKey.encodeContract(new byte[32]);
  private static final String HEAD =
      "{'transaction_successful':true,'created_at':'2026-08-20T10:00:04Z','transaction_hash':'"
          + "ab".repeat(32)
          + "',";
  private static final String CNGN =
      "'asset_type':'credit_alphanum4','asset_code':'cNGN','asset_issuer':'" + ISSUER + "'";

  private final IncomingRecords records = new IncomingRecords(WALLET);

  @Test
  void givenContractCallWithManyChanges_whenReading_thenEachIncomingOneHasItsOwnKey() {
    IncomingRecords.Understood understood =
        read(
            HEAD
                + "'type_i':24,'asset_balance_changes':["
                + change("transfer", PAYER, WALLET, "1.0000000")
                + ","
                + change("transfer", WALLET, PAYER, "2.0000000")
                + ","
                + change("transfer", CONTRACT, WALLET, "3.0000000")
                + ",{'type':'mint','to':'"
                + WALLET
                + "','amount':'4.0000000',"
                + CNGN
                + "},{'type':'burn','from':'"
                + WALLET
                + "','amount':'5.0000000',"
                + CNGN
                + "},{'type':'clawback','from':'"
                + WALLET
                + "','amount':'6.0000000',"
                + CNGN
                + "},"
                + change("transfer", PAYER, WALLET, "0.0000000")
                + "]}");

    assertThat(understood.broken()).isEmpty();
    assertThat(understood.movements())
        .extracting(m -> m.key() + " " + m.from() + " " + m.amount().toDecimal())
        .containsExactly(
            "7-1 " + PAYER + " 1.0000000",
            "7-3 " + CONTRACT + " 3.0000000",
            "7-4 " + ISSUER + " 4.0000000");
  }

  @Test
  void givenContractCallWithOneBrokenChange_whenReading_thenTheOthersCount() {
    IncomingRecords.Understood understood =
        read(
            HEAD
                + "'type_i':24,'asset_balance_changes':["
                + change("transfer", PAYER, WALLET, "1e3")
                + ",17,"
                + change("gift", PAYER, WALLET, "1.0000000")
                + ","
                + change("transfer", PAYER, WALLET, "1.0000000")
                + "]}");

    assertThat(understood.movements()).extracting(m -> m.key()).containsExactly("7-4");
    assertThat(understood.broken())
        .extracting(IncomingRecords.Broken::key)
        .containsExactly("7-1", "7-2", "7-3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1e3",
        "1.00000000",
        "0x10",
        "1,5",
        "",
        " 1",
        "١",
        "922337203685.4775808",
        "1000000000000"
      })
  void givenAmountThatIsNone_whenReading_thenBroken(String amount) {
    assertThat(payment("'amount':'" + amount + "'").broken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1500", "1500.0", "1500.0000000"})
  void givenAmountInAnyLength_whenReading_thenExactStroops(String amount) {
    assertThat(payment("'amount':'" + amount + "'").movements())
        .singleElement()
        .satisfies(m -> assertThat(m.amount().stroops()).isEqualTo(15_000_000_000L));
  }

  @Test
  void givenLargestAmount_whenReading_thenExactStroops() {
    assertThat(payment("'amount':'922337203685.4775807'").movements())
        .singleElement()
        .satisfies(m -> assertThat(m.amount().stroops()).isEqualTo(Long.MAX_VALUE));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("unknown fields", "'amount':'1','colour':{'a':[1,null]}", true),
        Arguments.of("type as string number", "'amount':'1','type_i':'1'", true),
        Arguments.of("type by name only", "'amount':'1','type_i':null,'type':'payment'", true),
        Arguments.of("amount as number", "'amount':1500", false),
        Arguments.of("amount null", "'amount':null", false),
        Arguments.of("no successful", "'amount':'1','transaction_successful':null", false),
        Arguments.of("successful as text", "'amount':'1','transaction_successful':'true'", false),
        Arguments.of("unknown type", "'amount':'1','type_i':27", false),
        Arguments.of("huge type", "'amount':'1','type_i':4294967297", false),
        Arguments.of("odd asset type", "'amount':'1','asset_type':'liquidity_pool_shares'", false),
        Arguments.of("odd asset code", "'amount':'1','asset_code':'c NGN'", false),
        Arguments.of("odd time", "'amount':'1','created_at':'yesterday'", false),
        Arguments.of("odd hash", "'amount':'1','transaction_hash':'ABCD'", false),
        Arguments.of("odd payer", "'amount':'1','from':'" + PAYER.substring(1) + "'", false),
        Arguments.of(
            "muxed payer of another account",
            "'amount':'1','from_muxed':'" + Addresses.muxed(WALLET, BigInteger.ONE) + "'",
            false),
        Arguments.of("odd muxed destination", "'amount':'1','to_muxed':'M123'", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void givenShape_whenReading_thenMovementOrBrokenButNeverNothing(
      String name, String fields, boolean readable) {
    IncomingRecords.Understood understood = payment(fields);
    assertThat(understood.movements()).hasSize(readable ? 1 : 0);
    assertThat(understood.broken()).hasSize(readable ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'amount':'1','transaction_successful':false",
        "'amount':'1','transaction':{'successful':false}",
        "'amount':'1','to':'GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7'",
        "'amount':'1','from':'WALLET'",
        "'type_i':8,'into':'WALLET'"
      })
  void givenNoIncome_whenReading_thenNothing(String fields) {
    IncomingRecords.Understood understood = payment(fields.replace("WALLET", WALLET));
    assertThat(understood.movements()).isEmpty();
    assertThat(understood.broken()).isEmpty();
  }

  @Test
  void givenMuxedAddresses_whenReading_thenPayerIsMuxedAndIdZeroIsDecoded() {
    String from = Addresses.muxed(PAYER, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    assertThat(
            payment(
                    "'amount':'1','from_muxed':'"
                        + from
                        + "','to_muxed':'"
                        + Addresses.muxed(WALLET, BigInteger.ZERO)
                        + "'")
                .movements())
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.from()).isEqualTo(from);
              assertThat(m.muxedId()).contains("0");
            });
  }

  @Test
  void givenAccountCreatedForUs_whenReading_thenItIsNotOurAsset() {
    assertThat(
            read(HEAD
                    + "'type_i':0,'funder':'"
                    + PAYER
                    + "','account':'"
                    + WALLET
                    + "','starting_balance':'5.0000000'}")
                .movements())
        .singleElement()
        .satisfies(m -> assertThat(m.amount().asset()).isEqualTo(IncomingRecords.NATIVE));
  }

  /** A payment to us; the fields given replace the usual ones. */
  private IncomingRecords.Understood payment(String fields) {
    JsonObject usual =
        json(HEAD + "'type_i':1,'from':'" + PAYER + "','to':'" + WALLET + "'," + CNGN + "}");
    JsonObject other = json("{" + fields + "}");
    return records.understand("7", Json.createMergePatch(other).apply(usual).asJsonObject());
  }

  private IncomingRecords.Understood read(String text) {
    return records.understand("7", json(text));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private static String change(String type, String from, String to, String amount) {
    return "{'type':'"
        + type
        + "','from':'"
        + from
        + "','to':'"
        + to
        + "','amount':'"
        + amount
        + "',"
        + CNGN
        + "}";
  }
}
