package ng.bills.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A request for a page and what comes of it, without a container. */
public final class PageRequest {

  public final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, String> cookies = new HashMap<>();
  private final Map<String, String> answered = new HashMap<>();
  private final String method;
  private final String path;
  private String encoding;
  private int status = 200;
  private boolean passed;

  public PageRequest(String method, String path) {
    this.method = method;
    this.path = path;
    headers.put("Host", "bills.example");
  }

  public PageRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public PageRequest parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  public PageRequest cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** A filter's work. */
  @FunctionalInterface
  public interface Work {
    void on(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws Exception;
  }

  /** The status; 200 when the filter let the request pass. */
  public int through(Work filter) {
    try {
      filter.on(request(), response(), (in, out) -> passed = true);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    if (status == 200 && !passed) {
      throw new AssertionError("neither answered nor passed on");
    }
    return status;
  }

  public boolean hasPassed() {
    return passed;
  }

  public String answered(String header) {
    return answered.get(header);
  }

  /** How the parameters are read. */
  public String encoding() {
    return encoding;
  }

  private HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (name, a) ->
            switch (name) {
              case "getMethod" -> method;
              case "getServletPath" -> path;
              case "getPathInfo", "getQueryString", "getSession" -> null;
              case "getContextPath" -> "";
              case "isSecure" -> false;
              case "getHeader" -> headers.get(a[0]);
              case "getParameter" -> parameters.get(a[0]);
              case "setCharacterEncoding" -> {
                encoding = (String) a[0];
                yield null;
              }
              case "getAttribute" -> attributes.get(a[0]);
              case "setAttribute" -> attributes.put((String) a[0], a[1]);
              case "getCookies" ->
                  cookies.entrySet().stream()
                      .map(c -> new Cookie(c.getKey(), c.getValue()))
                      .toArray(Cookie[]::new);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (name, a) -> {
          switch (name) {
            case "setHeader" -> answered.put((String) a[0], (String) a[1]);
            case "setStatus", "sendError" -> status = (Integer) a[0];
            default -> throw new UnsupportedOperationException(name);
          }
          return null;
        });
  }

  private interface Answers {
    Object to(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            PageRequest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.to(method.getName(), arguments)));
  }
}
