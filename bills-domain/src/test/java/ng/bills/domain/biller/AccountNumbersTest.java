package ng.bills.domain.biller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meters, phones and networks, after the numbering plans and the sandboxes' own numbers. */
class AccountNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08031234567",
        "8031234567",
        "+2348031234567",
        "002348031234567",
        "2348031234567",
        "+23408031234567",
        "23408031234567",
        "0023408031234567",
        "0803 123 4567",
        "(0803) 123-4567",
        "+234-803-123-4567",
        " 0803.123.4567 "
      })
  void givenAnyUsualWriting_whenRead_thenItIsTheLocalForm(String typed) {
    assertThat(PhoneNumber.read(typed, AccountFormat.STRICT))
        .contains(new PhoneNumber("08031234567"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0803123456",
        "080312345678",
        "01234567890",
        "07601234567",
        "07701234567",
        "08901234567",
        "07025",
        "07027123456a",
        "+0803123456",
        "+2358031234567",
        "+234803123456",
        "+23480312345678",
        "08191212345678",
        "٠٨٠٣١٢٣٤٥٦٧",
        "0803123456٧",
        "mtn"
      })
  void givenNoMobileNumber_whenRead_thenItIsRefused(String typed) {
    assertThat(PhoneNumber.read(typed, AccountFormat.STRICT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "08011111111, true, true",
    "201000000000, false, true",
    "500000000000, false, true",
    "400000000000, false, true",
    "300000000000, false, true",
    "1234567890, false, true",
    "123456789, false, false",
    "2010000000000, false, false"
  })
  void givenSandboxNumbers_whenRead_thenTheFormatDecides(
      String typed, boolean strict, boolean sandbox) {
    assertThat(PhoneNumber.read(typed, AccountFormat.STRICT).isPresent()).isEqualTo(strict);
    assertThat(PhoneNumber.read(typed, AccountFormat.SANDBOX).isPresent()).isEqualTo(sandbox);
  }

  @Test
  void givenAPhone_whenShown_thenItIsMaskedAndOnlyWrittenOutOnRequest() {
    PhoneNumber phone = new PhoneNumber("08031234567");
    assertThat(phone.masked()).isEqualTo("080****4567");
    assertThat(phone).hasToString("080****4567");
    assertThat(phone.international()).isEqualTo("+2348031234567");
  }

  @ParameterizedTest
  @CsvSource({
    "0703, mtn",
    "0704, mtn",
    "0706, mtn",
    "0707, mtn",
    "0803, mtn",
    "0806, mtn",
    "0810, mtn",
    "0813, mtn",
    "0814, mtn",
    "0816, mtn",
    "0903, mtn",
    "0906, mtn",
    "0913, mtn",
    "0916, mtn",
    "07025, mtn",
    "07026, mtn",
    "0701, airtel",
    "0708, airtel",
    "0802, airtel",
    "0808, airtel",
    "0812, airtel",
    "0901, airtel",
    "0902, airtel",
    "0904, airtel",
    "0907, airtel",
    "0911, airtel",
    "0912, airtel",
    "0705, glo",
    "0805, glo",
    "0807, glo",
    "0811, glo",
    "0815, glo",
    "0905, glo",
    "0915, glo",
    "0809, 9mobile",
    "0817, 9mobile",
    "0818, 9mobile",
    "0908, 9mobile",
    "0909, 9mobile"
  })
  void givenAPrefix_whenAsked_thenItsNetworkIsTheHint(String prefix, String biller) {
    PhoneNumber phone = new PhoneNumber(prefix + "1234567890".substring(0, 11 - prefix.length()));
    assertThat(PhoneNumber.read(phone.number(), AccountFormat.STRICT)).contains(phone);
    assertThat(MobileNetwork.byPrefix(phone).map(n -> n.biller().value())).contains(biller);
  }

  @ParameterizedTest
  @ValueSource(strings = {"07021", "0804", "0801", "0709", "0819", "0710", "0900", "0910", "0914"})
  void givenAPrefixOfNobody_whenAsked_thenThereIsNoHint(String prefix) {
    PhoneNumber phone = new PhoneNumber(prefix + "1234567890".substring(0, 11 - prefix.length()));
    assertThat(MobileNetwork.byPrefix(phone)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    // typed, prepaid, prepaid in the sandbox, postpaid
    "45012345678, true, true, true",
    "04512345678, true, true, true",
    "0124001234567, true, true, true",
    "1111111111111, true, true, true",
    "1010101010101, true, true, true",
    "201000000000, false, true, true",
    "1234567890, false, true, true",
    "123456789, false, false, true",
    "45012345678901, false, false, true",
    "4501234567a, false, false, true",
    "12/34/56/7890-01, false, false, true",
    "1234, false, false, false",
    "123456789012345678901, false, false, false",
    "12_345, false, false, false",
    "٤٥٠١٢٣٤٥٦٧٨, false, false, false",
  })
  void givenAMeter_whenRead_thenTypeAndFormatDecide(
      String typed, boolean prepaid, boolean sandbox, boolean postpaid) {
    assertThat(MeterNumber.read(typed, MeterType.PREPAID, AccountFormat.STRICT).isPresent())
        .isEqualTo(prepaid);
    assertThat(MeterNumber.read(typed, MeterType.PREPAID, AccountFormat.SANDBOX).isPresent())
        .isEqualTo(sandbox);
    assertThat(MeterNumber.read(typed, MeterType.POSTPAID, AccountFormat.STRICT).isPresent())
        .isEqualTo(postpaid);
    assertThat(MeterNumber.read(typed, MeterType.POSTPAID, AccountFormat.SANDBOX).isPresent())
        .isEqualTo(postpaid);
  }

  @Test
  void givenAMeterWithBlanks_whenRead_thenTheyAreLeftOut() {
    assertThat(MeterNumber.read(" 4501 2345 678 ", MeterType.PREPAID, AccountFormat.STRICT))
        .contains(new MeterNumber("45012345678", MeterType.PREPAID));
  }

  @Test
  void givenAMeter_whenShown_thenItsMiddleIsHidden() {
    assertThat(new MeterNumber("45012345678", MeterType.PREPAID)).hasToString("450****678");
    assertThat(new MeterNumber("12345678", MeterType.POSTPAID).masked()).isEqualTo("1****8");
    assertThat(new MeterNumber("123456789", MeterType.POSTPAID).masked()).isEqualTo("123****789");
  }

  @ParameterizedTest
  @CsvSource({
    "7012345678, true",
    "0025401100, true",
    "701 234 5678, true",
    "02012345678, true",
    "201000000000, true",
    "701234567, false",
    "7012345678901, false",
    "70123456ab, false",
    "٧٠١٢٣٤٥٦٧٨, false"
  })
  void givenASmartcard_whenRead_thenTenToTwelveDigits(String typed, boolean good) {
    assertThat(SmartcardNumber.read(typed).isPresent()).isEqualTo(good);
    SmartcardNumber.read(typed).ifPresent(c -> assertThat(c.toString()).contains("****"));
  }

  @ParameterizedTest
  @CsvSource({
    "10/223, true",
    "ada@smile.com.ng, true",
    "abc, true",
    "ab, false",
    "-abc, false",
    "a b c, false",
    "a<b>c, false",
    "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijx, false"
  })
  void givenACustomerNumber_whenRead_thenPlainCharacters(String typed, boolean good) {
    assertThat(CustomerNumber.read(typed).isPresent()).isEqualTo(good);
    CustomerNumber.read(typed).ifPresent(c -> assertThat(c.toString()).contains("****"));
  }
}
