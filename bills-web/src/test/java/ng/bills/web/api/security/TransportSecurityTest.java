package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportSecurityTest {

  @ParameterizedTest
  @CsvSource({"true,", "true,http", "false,https", "false,HTTPS"})
  void givenHttps_whenAnswered_thenBrowsersComeByHttpsOnlyForYear(boolean secure, String proxied) {
    assertThat(answered(secure, proxied))
        .containsExactly(
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
  }

  @ParameterizedTest
  @CsvSource({"false,", "false,http", "false,''"})
  void givenPlainHttp_whenAnswered_thenNothingIsSaid(boolean secure, String proxied) {
    assertThat(answered(secure, proxied)).isEmpty();
  }

  private static Map<String, String> answered(boolean secure, String proxied) {
    Map<String, String> headers = new HashMap<>();
    TransportSecurity.set(
        proxy(HttpServletRequest.class, Map.of("isSecure", a -> secure, "getHeader", a -> proxied)),
        proxy(
            HttpServletResponse.class,
            Map.of("setHeader", a -> headers.put((String) a[0], (String) a[1]))));
    return headers;
  }

  @FunctionalInterface
  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method.getName()).to(arguments);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }
}
