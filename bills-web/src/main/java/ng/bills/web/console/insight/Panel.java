package ng.bills.web.console.insight;

import java.util.List;

/**
 * A chart as it stands on the page.
 *
 * @param title what it is about
 * @param sentence what it shows, in words
 * @param svg its shapes
 * @param top the value its height stands for
 * @param start the moment its left edge stands for
 * @param end the moment its right edge stands for
 * @param keys what each colour is
 * @param head the columns of the same as a table
 * @param rows the rows of it
 */
public record Panel(
    String title,
    String sentence,
    String svg,
    String top,
    String start,
    String end,
    List<Key> keys,
    List<String> head,
    List<List<String>> rows) {

  public Panel {
    keys = List.copyOf(keys);
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /**
   * A colour.
   *
   * @param css its class
   * @param label what it stands for
   */
  public record Key(String css, String label) {}
}
