package ng.bills.web.console.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void givenTwoSeries_whenDrawn_thenColumnsAreAsHighAsTheirShareOfTheMost() {
    String svg =
        Chart.columns(
            "of two",
            List.of(
                new Chart.Series("c1", new long[] {10, 0}),
                new Chart.Series("c2", new long[] {5, 10})));
    assertThat(svg)
        .contains("<rect class=\"c1\" x=\"50.00\" y=\"0.00\" width=\"200.00\" height=\"100.00\"/>")
        .contains("<rect class=\"c2\" x=\"250.00\" y=\"50.00\" width=\"200.00\" height=\"50.00\"/>")
        .contains("<rect class=\"c2\" x=\"750.00\" y=\"0.00\"");
    assertThat(svg.split("<rect")).hasSize(4);
  }

  @Test
  void givenGaps_whenALineIsDrawn_thenItIsBrokenThere() {
    String svg = Chart.lines("line", List.of(new Chart.Series("c1", new long[] {4, -1, 2})));
    assertThat(svg).contains("d=\"M0.00 0.00L333.33 0.00M666.67 50.00L1000.00 50.00\"");
  }

  @Test
  void givenNothing_whenDrawn_thenNothingIsDividedByIt() {
    assertThat(Chart.columns("none", List.of(new Chart.Series("c1", new long[3]))))
        .doesNotContain("<rect");
    assertThat(Chart.lines("none", List.of())).doesNotContain("<path");
    assertThat(Chart.bar("c1", 0, 0)).contains("width=\"0.00\"");
  }

  @Test
  void givenAnyChart_whenDrawn_thenItHasAWordyNameAndNoStyleOrScript() {
    String svg = Chart.columns("<b> & \"more\"", List.of(new Chart.Series("c1", new long[] {1})));
    assertThat(svg)
        .contains("role=\"img\"")
        .contains("aria-label=\"&lt;b&gt; &amp; &quot;more&quot;\"")
        .doesNotContain("style")
        .doesNotContain("<script");
  }
}
