package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;

/** A request that has an address and headers, and nothing else. */
final class ApiRequest {

  private ApiRequest() {}

  static HttpServletRequest of(String remoteAddress, String key, String... forwardedFor) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ApiRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> remoteAddress;
                  case "getAttribute", "setAttribute" -> null;
                  case "getHeader" ->
                      arguments[0].equals("Authorization") && key != null ? "Bearer " + key : null;
                  case "getHeaders" ->
                      Collections.enumeration(
                          arguments[0].equals("X-Forwarded-For")
                              ? List.of(forwardedFor)
                              : List.<String>of());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
