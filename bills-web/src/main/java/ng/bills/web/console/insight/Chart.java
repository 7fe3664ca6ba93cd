package ng.bills.web.console.insight;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Shapes of a chart as SVG: no script, no style, colours by class. It stretches to any width, so
 * words and numbers stand around it as HTML, never in it. To screen readers it is one picture whose
 * name says what it shows.
 */
final class Chart {

  /** Wide enough for a quarter of an hour each of half a day, high enough for a percent. */
  private static final int WIDTH = 1_000;

  private static final int HEIGHT = 100;

  private Chart() {}

  /**
   * One number for each step.
   *
   * @param css the class of its shapes
   * @param values as many as there are steps; below zero where there is none
   */
  record Series(String css, long[] values) {

    long most() {
      return LongStream.of(values).max().orElse(0);
    }
  }

  /** The largest value, which the chart's height stands for; at least 1. */
  static long most(List<Series> series) {
    return Math.max(1, series.stream().mapToLong(Series::most).max().orElse(0));
  }

  /** Columns, those of one step side by side. */
  static String columns(String name, List<Series> series) {
    long most = most(series);
    int steps = series.get(0).values().length;
    double step = (double) WIDTH / steps;
    double wide = step * 0.8 / series.size();
    StringBuilder svg = open(name);
    for (int which = 0; which < series.size(); which++) {
      long[] values = series.get(which).values();
      for (int i = 0; i < steps; i++) {
        if (values[i] > 0) {
          double high = (double) HEIGHT * values[i] / most;
          svg.append(
              shape(
                  "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
                  series.get(which).css(),
                  i * step + step * 0.1 + which * wide,
                  HEIGHT - high,
                  wide,
                  high));
        }
      }
    }
    return close(svg);
  }

  /** A line for each series; it has gaps where there is no value. */
  static String lines(String name, List<Series> series) {
    long most = most(series);
    StringBuilder svg = open(name);
    for (Series line : series) {
      int steps = line.values().length;
      double step = (double) WIDTH / Math.max(1, steps);
      StringBuilder path = new StringBuilder();
      boolean down = false;
      for (int i = 0; i < steps; i++) {
        long value = line.values()[i];
        if (value < 0) {
          down = false;
          continue;
        }
        double y = HEIGHT - (double) HEIGHT * value / most;
        path.append(shape("%s%.2f %.2f", down ? "L" : "M", i * step, y));
        // a level holds until the next one is told; a lone one is a short line
        path.append(shape("L%.2f %.2f", (i + 1) * step, y));
        down = true;
      }
      if (path.length() > 0) {
        svg.append(shape("<path class=\"%s\" d=\"%s\"/>", line.css(), path));
      }
    }
    return close(svg);
  }

  /** One bar from the left: a share of a whole. Decoration beside the number it repeats. */
  static String bar(String css, long part, long whole) {
    double wide = whole == 0 ? 0 : (double) WIDTH * Math.min(part, whole) / whole;
    return shape(
        "<svg class=\"bar\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
            + " focusable=\"false\"><rect class=\"ground\" x=\"0\" y=\"0\" width=\"%d\""
            + " height=\"10\"/><rect class=\"%s\" x=\"0\" y=\"0\" width=\"%.2f\""
            + " height=\"10\"/></svg>",
        WIDTH, WIDTH, css, wide);
  }

  private static StringBuilder open(String name) {
    return new StringBuilder(
        shape(
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\""
                + " aria-label=\"%s\" focusable=\"false\">",
            WIDTH, HEIGHT, escape(name)));
  }

  private static String close(StringBuilder svg) {
    return svg.append("</svg>").toString();
  }

  private static String shape(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
