package ng.bills.sandbox.http;

import java.util.HashMap;
import java.util.Map;

/** A method and a path of fixed and {@code {named}} parts. */
record Route(String method, String[] parts, Handler handler) {
  static Route of(String method, String pattern, Handler handler) {
    return new Route(method, split(pattern), handler);
  }

  /** The named values, or null when the request is not for this route. */
  Map<String, String> match(Request request) {
    if (!method.equals(request.method())) {
      return null;
    }
    String[] actual = split(request.path());
    if (actual.length != parts.length) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        values.put(parts[i].substring(1, parts[i].length() - 1), actual[i]);
      } else if (!parts[i].equals(actual[i])) {
        return null;
      }
    }
    return values;
  }

  private static String[] split(String path) {
    String trimmed =
        path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
    return trimmed.split("/", -1);
  }
}
