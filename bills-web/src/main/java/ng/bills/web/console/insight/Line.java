package ng.bills.web.console.insight;

import java.util.List;

/**
 * A row with a bar: a name, a share and further numbers.
 *
 * @param name of what
 * @param share written, such as {@code 99.1 %}
 * @param bar the share as a bar
 * @param numbers further numbers, written
 */
public record Line(String name, String share, String bar, List<String> numbers) {

  public Line {
    numbers = List.copyOf(numbers);
  }
}
