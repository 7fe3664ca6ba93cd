package ng.bills.sandbox.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest requests a server was asked, oldest first; the oldest are forgotten beyond the bound.
 */
public final class RequestJournal {
  private final int bound;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * @param status the answered HTTP status; 0 when the connection was closed without one, -1 while
   *     the answer is still being made
   */
  public record Entry(Request request, int status) {}

  public RequestJournal(int bound) {
    this.bound = bound;
  }

  synchronized void add(Entry entry) {
    if (entries.size() == bound) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  public synchronized List<Entry> entries() {
    return new ArrayList<>(entries);
  }

  /** The entries of one method whose path matches the regular expression completely. */
  public List<Entry> entries(String method, String pathRegex) {
    return entries().stream()
        .filter(
            entry ->
                entry.request().method().equals(method)
                    && entry.request().path().matches(pathRegex))
        .toList();
  }

  public synchronized void clear() {
    entries.clear();
  }
}
