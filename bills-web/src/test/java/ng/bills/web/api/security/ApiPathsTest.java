package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathsTest {

  private static final String ID = "0199f3a2-5a3e-7c11-9d5e-0d7a4f6b2c10";

  @ParameterizedTest
  @CsvSource({
    "/api/v1,/health,true",
    "/api,/health,true",
    "/api/v1,/ping-broker,true",
    "/api/docs,/index.html,true",
    "/api/docs,,true",
    "/api/v1,/webhooks/vtpass,true",
    "/api,/webhooks/flutterwave,true",
    "/api/v1,/wallet/flutterwave/webhook,true",
    "/api/v1,/webhooks,false",
    "/api/v1,/webhooks/,false",
    "/api/v1,/webhooks/vtpass/x,false",
    "/api/v1,/webhooks/VTpass,false",
    "/api/v1,/webhooks/..,false",
    "/api/v1,/wallet/flutterwave,false",
    "/api/v1,,false",
    "/api/v1,/health/,false",
    "/api/v1,/health;x=1,false",
    "/api/v1,/health/../bills/types,false",
    "/api/v1,/Health,false",
    "/api/v1,/bills/types,false",
    "/api,/docs/x,false",
    "/api,/v1/health,false",
    "/api/v2,/health,false",
    "/api/docsx,/health,false"
  })
  void givenAddress_whenAsked_thenOnlyTheKnownOnesAreOpen(
      String servletPath, String pathInfo, boolean open) {
    assertThat(ApiPaths.isApi(servletPath)).isTrue();
    assertThat(ApiPaths.isOpen(servletPath, pathInfo)).isEqualTo(open);
  }

  @Test
  void givenQrCode_whenAsked_thenItIsOpenAndNothingElseOfThePayment() {
    assertThat(ApiPaths.isOpen("/api/v1", "/bills/" + ID + "/qr.svg")).isTrue();
    assertThat(ApiPaths.isOpen("/api/v1", "/bills/" + ID + "/status")).isFalse();
    assertThat(ApiPaths.isOpen("/api/v1", "/bills/" + ID)).isFalse();
    assertThat(ApiPaths.isOpen("/api/v1", "/bills/x/qr.svg")).isFalse();
    assertThat(ApiPaths.isApi("/apis")).isFalse();
    assertThat(ApiPaths.isApi("/health")).isFalse();
  }
}
