package ng.bills.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFormsTest {

  private static final String TOKEN = "sXAPOjmKPWKimKL-n33Mpg";
  private static final String COOKIE = "__Host-bills-form";

  private final OwnForms filter = new OwnForms();

  private static PageRequest faces() {
    return new PageRequest("POST", "/console/staff.xhtml")
        .parameter("jakarta.faces.ViewState", "-1234:5678");
  }

  @Test
  void givenPage_whenRead_thenItPasses() {
    assertThat(new PageRequest("GET", "/console/staff.xhtml").through(filter::doFilter))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "post", "get", "FOO"})
  void givenOtherMethod_whenSent_thenNotAllowed(String method) {
    assertThat(new PageRequest(method, "/console/staff.xhtml").through(filter::doFilter))
        .isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "same-origin, -, 200",
        "same-origin, https://evil.example, 200", // the browser itself says it is ours
        "same-site, https://bills.example, 403", // a neighbour below the same domain
        "cross-site, https://bills.example, 403",
        "none, -, 403",
        "'', -, 403",
        "-, https://bills.example, 200",
        "-, HTTPS://BILLS.example, 200",
        "-, https://evil.example, 403",
        "-, https://bills.example.evil.example, 403",
        "-, https://bills.example:8443, 403",
        "-, null, 403",
        "-, '%%%', 403",
        "-, -, 403"
      })
  void givenFacesForm_whenItComesFromSomewhere_thenOnlyFromHere(
      String site, String origin, int status) {
    PageRequest request = faces();
    if (site != null) {
      request.header("Sec-Fetch-Site", site);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    assertThat(request.through(filter::doFilter)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        TOKEN + "," + TOKEN + ",200",
        TOKEN + ",-,403",
        "-," + TOKEN + ",403",
        "-,-,403",
        "'','',403",
        TOKEN + ",AAAAAAAAAAAAAAAAAAAAAA,403",
        "short,short,403"
      })
  void givenPlainForm_whenTheTokenIsNotRepeated_thenRefused(
      String cookie, String field, int status) {
    PageRequest request =
        new PageRequest("POST", "/preferences").header("Sec-Fetch-Site", "same-origin");
    if (cookie != null) {
      request.cookie(COOKIE, cookie);
    }
    if (field != null) {
      request.parameter(FormToken.FIELD, field);
    }
    assertThat(request.through(filter::doFilter)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 403", // neither one nor the other: a form of nobody's
        "'', -, 403",
        "-, " + TOKEN + ", 200",
        "-, AAAAAAAAAAAAAAAAAAAAAA, 403",
        "' ', AAAAAAAAAAAAAAAAAAAAAA, 403"
      })
  void givenPlainFormForAFacesPage_whenTheTokenIsNotRepeated_thenRefused(
      String state, String field, int status) {
    PageRequest request =
        new PageRequest("POST", "/console/payment.xhtml")
            .header("Sec-Fetch-Site", "same-origin")
            .cookie(COOKIE, TOKEN);
    if (state != null) {
      request.parameter("jakarta.faces.ViewState", state);
    }
    if (field != null) {
      request.parameter(FormToken.FIELD, field);
    }
    assertThat(request.through(filter::doFilter)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, false", TOKEN + ", true", "AAAAAAAAAAAAAAAAAAAAAA, false"})
  void givenPlainFormWithAMadeUpState_whenAPageActs_thenOnlyIfTheTokenIsRepeated(
      String field, boolean acts) {
    PageRequest request =
        new PageRequest("POST", "/console/payment.xhtml")
            .header("Sec-Fetch-Site", "same-origin")
            .cookie(COOKIE, TOKEN)
            .parameter("jakarta.faces.ViewState", "stateless");
    if (field != null) {
      request.parameter(FormToken.FIELD, field);
    }
    boolean[] plain = new boolean[1];
    request.through(
        (in, out, chain) ->
            filter.doFilter(
                in,
                out,
                (i, o) -> {
                  plain[0] = OwnForms.isPlain(in);
                  chain.doFilter(i, o);
                }));
    assertThat(plain[0]).isEqualTo(acts);
  }

  @Test
  void givenAForm_whenItComes_thenItIsReadAsThePageIsWritten() {
    PageRequest request = faces().header("Sec-Fetch-Site", "same-origin");
    assertThat(request.through(filter::doFilter)).isEqualTo(200);
    assertThat(request.encoding()).isEqualTo("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/console/staff.xhtml, /console/staff.xhtml",
        "/pay/index.xhtml?type=airtime&amount=1000, /pay/index.xhtml?type=airtime&amount=1000",
        "//evil.example/, /console/index.xhtml",
        "/\\evil.example, /console/index.xhtml",
        "https://evil.example/console/, /console/index.xhtml",
        "/api/v1/bills, /console/index.xhtml",
        "-, /console/index.xhtml"
      })
  void givenWayBack_whenTaken_thenOnlyToPagesOfOurs(String wanted, String taken) {
    assertThat(Preferences.back(wanted)).isEqualTo(taken);
    assertThat(Preferences.back("/console/\r\nX: y")).isEqualTo("/console/index.xhtml");
  }
}
