package ng.bills.acceptance;

import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every answer of the API that any test class got, for whoever searches them at the end. */
final class Answers {

  /** What came, and to which request. */
  record Answer(String method, String path, int status, String text) {}

  private static final Queue<Answer> ALL = new ConcurrentLinkedQueue<>();

  private static final Queue<String> KEYS = new ConcurrentLinkedQueue<>();

  private Answers() {}

  /** An API key was issued to a test. */
  static String issued(String key) {
    KEYS.add(key);
    return key;
  }

  static Iterable<String> keys() {
    return KEYS;
  }

  static <T> HttpResponse<T> noted(HttpResponse<T> answer) {
    note(
        answer.request().method(),
        answer.uri().getPath(),
        answer.statusCode(),
        answer.headers().map() + "\n" + answer.body());
    return answer;
  }

  static void note(String method, String path, int status, String text) {
    ALL.add(new Answer(method, path, status, text));
  }

  static Collection<Answer> all() {
    return ALL;
  }
}
