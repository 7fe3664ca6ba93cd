package ng.bills.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  private static NetworkAddress address(String text) {
    return NetworkAddress.read(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.0, true",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.112.255, false",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "203.0.113.7/32, ::ffff:203.0.113.7, true",
    "203.0.113.7/32, ::ffff:cb00:7107, true",
    "::ffff:203.0.113.0/120, 203.0.113.9, true",
    "::ffff:203.0.113.0/120, 203.0.112.9, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 203.0.113.7, false",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:DB8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "64:ff9b::/96, 64:ff9b::203.0.113.7, true"
  })
  void givenRange_whenAsked_thenItContainsWhatSharesItsBits(
      String range, String caller, boolean inside) {
    assertThat(AddressRange.read(range).orElseThrow().contains(address(caller))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "203.0.113",
        "203.0.113.0.1",
        "203.0.113.256",
        "203.0.113.07",
        "203.0.113.-1",
        "0xcb.0.113.7",
        "203.0.113.7/33",
        "203.0.113.7/",
        "203.0.113.7/024",
        "203.0.113.7/24",
        "203.0.113.0/24/24",
        "localhost",
        "example.ng",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "::ffff:203.0.113",
        "::ffff:203.0.113.0/24",
        "203.0.113.7::",
        "2001:db8::1/32",
        "::/129",
        " 203.0.113.7"
      })
  void givenWhatIsNoRange_whenRead_thenEmpty(String text) {
    assertThat(AddressRange.read(text)).isEmpty();
  }

  @Test
  void givenAnyAddress_whenWrittenAndReadAgain_thenTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String v4 =
          IntStream.range(0, 4)
              .mapToObj(part -> Integer.toString(random.nextInt(256)))
              .collect(Collectors.joining("."));
      assertThat(address(v4)).hasToString(v4);
      String v6 =
          "2"
              + IntStream.range(0, 8)
                  .mapToObj(group -> Integer.toHexString(random.nextInt(0x1000)))
                  .collect(Collectors.joining(":"));
      assertThat(address(v6)).hasToString(v6);
    }
    assertThat(AddressRange.read("2001:db8::/32").orElseThrow())
        .hasToString("2001:db8:0:0:0:0:0:0/32");
  }
}
