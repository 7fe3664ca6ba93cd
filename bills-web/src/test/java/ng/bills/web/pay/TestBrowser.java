package ng.bills.web.pay;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A browser with its cookie, as far as the servlet asks. */
final class TestBrowser {

  /** Where it calls from. */
  String address = "203.0.113.7";

  Locale locale = Locale.ENGLISH;

  private final PayServlet servlet;
  private final String token;

  TestBrowser(PayServlet servlet, String token) {
    this.servlet = servlet;
    this.token = token;
  }

  /**
   * What came back.
   *
   * @param page which page was shown, if one was
   * @param shown what it shows
   */
  record Answer(int status, Map<String, String> headers, String page, Object shown, byte[] body) {

    String location() {
      return headers.get("Location");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    <T> T shown(Class<T> type) {
      return type.cast(shown);
    }
  }

  String token() {
    return token;
  }

  Answer get(String path, String... parameters) {
    return send("GET", path, parameters);
  }

  Answer post(String path, String... parameters) {
    return send("POST", path, parameters);
  }

  private Answer send(String method, String path, String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], parameters[i + 1]);
    }
    Map<String, Object> attributes = new HashMap<>();
    String[] page = new String[1];
    int[] status = {200};
    Map<String, String> headers = new HashMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (proxy, call, arguments) ->
                switch (call.getName()) {
                  case "getMethod" -> method;
                  case "getPathInfo" -> path.substring("/pay".length());
                  case "getContextPath" -> "";
                  case "getQueryString" -> null;
                  case "getRemoteAddr" -> address;
                  case "getParameter" -> given.get((String) arguments[0]);
                  case "getCookies" ->
                      token == null ? null : new Cookie[] {new Cookie("__Host-bills-form", token)};
                  case "getLocales" -> Collections.enumeration(List.of(locale));
                  case "getHeaders" -> Collections.emptyEnumeration();
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getRequestDispatcher" ->
                      proxy(
                          RequestDispatcher.class,
                          (p, c, a) -> {
                            page[0] = (String) arguments[0];
                            return null;
                          });
                  default -> throw new UnsupportedOperationException(call.getName());
                });
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (proxy, call, arguments) -> {
              switch (call.getName()) {
                case "setStatus", "sendError" -> status[0] = (int) arguments[0];
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setIntHeader" -> headers.put((String) arguments[0], "" + arguments[1]);
                case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> headers.put("Content-Length", "" + arguments[0]);
                case "getOutputStream" -> {
                  return stream(body);
                }
                default -> throw new UnsupportedOperationException(call.getName());
              }
              return null;
            });
    try {
      if (method.equals("GET")) {
        servlet.doGet(request, response);
      } else {
        servlet.doPost(request, response);
      }
    } catch (ServletException | IOException e) {
      throw new AssertionError(e);
    }
    return new Answer(
        status[0], headers, page[0], attributes.get(PageAnswers.SHOWN), body.toByteArray());
  }

  private static ServletOutputStream stream(ByteArrayOutputStream body) {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(int b) {
        body.write(b);
      }
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
