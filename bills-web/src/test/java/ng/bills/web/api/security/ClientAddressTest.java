package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.NetworkAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  private final ClientAddress behindProxies =
      new ClientAddress(
          List.of(
              AddressRange.read("10.0.0.0/8").orElseThrow(),
              AddressRange.read("::1").orElseThrow()));
  private final ClientAddress alone = new ClientAddress(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // who is no trusted proxy is believed in nothing
        "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "203.0.113.7 | 10.0.0.1 | 203.0.113.7",
        // one proxy, two proxies
        "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "::1 | 198.51.100.1, 10.9.9.9 | 198.51.100.1",
        "::ffff:10.0.0.1 | 2001:db8::9 | 2001:db8:0:0:0:0:0:9",
        // what the caller wrote itself stands before what the proxy heard
        "10.0.0.1 | 192.0.2.1, 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 10.0.0.2, 198.51.100.1, 10.0.0.3 | 198.51.100.1",
        // no address is none, never somebody else's
        "10.0.0.1 | unknown | -",
        "10.0.0.1 | 198.51.100.1, | -",
        "10.0.0.1 | 198.51.100.1:4711 | -",
        "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
        "fe80::1%eth0 | 198.51.100.1 | fe80:0:0:0:0:0:0:1"
      })
  void givenProxies_whenAsked_thenTheFirstFromTheEndThatIsNoneOfOurs(
      String remote, String forwardedFor, String client) {
    assertThat(
            behindProxies
                .of(ApiRequest.of(remote, null, forwardedFor))
                .map(NetworkAddress::toString)
                .orElse(null))
        .isEqualTo(client);
  }

  @Test
  void givenTwoHeaders_whenAsked_thenTheyAreOneList() {
    assertThat(behindProxies.of(ApiRequest.of("10.0.0.1", null, "192.0.2.1", "198.51.100.1")))
        .contains(NetworkAddress.read("198.51.100.1").orElseThrow());
    assertThat(behindProxies.of(ApiRequest.of("10.0.0.1", null)))
        .contains(NetworkAddress.read("10.0.0.1").orElseThrow());
  }

  @Test
  void givenNoTrustedProxy_whenAsked_thenTheHeaderCountsForNothing() {
    assertThat(alone.of(ApiRequest.of("127.0.0.1", null, "198.51.100.1")))
        .contains(NetworkAddress.read("127.0.0.1").orElseThrow());
  }
}
