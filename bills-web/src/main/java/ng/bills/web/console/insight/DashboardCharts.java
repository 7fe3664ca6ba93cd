package ng.bills.web.console.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ng.bills.application.insight.Dashboard;
import ng.bills.application.insight.port.Figures;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.web.page.Formats;

/** The figures of a period as charts, sentences and tables. */
final class DashboardCharts {

  private static final String[] COLOURS = {"c1", "c2", "c3", "c4", "c5", "c6"};

  private final Dashboard figures;
  private final Words words;
  private final Tally total;

  DashboardCharts(Dashboard figures, Words words) {
    this.figures = figures;
    this.words = words;
    this.total = figures.total();
  }

  /** What was asked for, paid and delivered. */
  Panel volume() {
    Map<String, long[]> series = new LinkedHashMap<>();
    series.put("requested", figures.series(Tally::requested));
    series.put("paid", figures.series(Tally::paid));
    series.put("delivered", figures.series(Tally::delivered));
    String sentence =
        words.say(
            "volume.says",
            Words.count(total.requested()),
            Formats.naira(total.requestedKobo()),
            Words.count(total.paid()),
            Words.count(total.delivered()),
            Formats.naira(total.deliveredKobo()),
            Formats.naira(total.feeKobo()));
    return columns("volume", sentence, series);
  }

  /** Further attempts and money that goes back. */
  Panel troubles() {
    Map<String, long[]> series = new LinkedHashMap<>();
    series.put("retried", figures.series(Tally::retried));
    series.put("refundOwed", figures.series(Tally::refundOwed));
    series.put("refunded", figures.series(Tally::refunded));
    String sentence =
        words.say(
            "troubles.says",
            Words.count(total.retried()),
            Words.count(total.refundOwed()),
            Words.count(total.refunded()),
            Formats.naira(total.refundedKobo()),
            Words.count(total.expired()));
    return columns("troubles", sentence, series);
  }

  private Panel columns(String name, String sentence, Map<String, long[]> numbers) {
    List<Chart.Series> series = new ArrayList<>();
    List<Panel.Key> keys = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(words.say("when")));
    numbers.forEach(
        (key, values) -> {
          String css = COLOURS[series.size()];
          series.add(new Chart.Series(css, values));
          keys.add(new Panel.Key(css, words.say(key)));
          head.add(words.say(key));
        });
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < figures.period().steps(); i++) {
      int step = i;
      if (series.stream().anyMatch(s -> s.values()[step] != 0)) {
        List<String> row = new ArrayList<>(List.of(moment(i)));
        series.forEach(s -> row.add(Words.count(s.values()[step])));
        rows.add(row);
      }
    }
    return panel(
        name,
        sentence,
        Chart.columns(words.say(name) + ". " + sentence, series),
        Words.count(Chart.most(series)),
        keys,
        head,
        rows);
  }

  /** Our balances at the providers; the least of each step. */
  Panel floats() {
    Map<ProviderCode, long[]> levels = new LinkedHashMap<>();
    for (Figures.Balance balance : figures.balances()) {
      long[] line =
          levels.computeIfAbsent(
              balance.provider(),
              p -> {
                long[] empty = new long[figures.period().steps()];
                Arrays.fill(empty, -1);
                return empty;
              });
      line[balance.step()] = balance.leastKobo();
    }
    List<Chart.Series> series = new ArrayList<>();
    List<Panel.Key> keys = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(words.say("when")));
    List<String> parts = new ArrayList<>();
    levels.forEach(
        (provider, values) -> {
          String css = COLOURS[series.size() % COLOURS.length];
          series.add(new Chart.Series(css, values));
          keys.add(new Panel.Key(css, provider.value()));
          head.add(provider.value());
          parts.add(
              words.say(
                  "floats.part", provider.value(), written(last(values)), written(least(values))));
        });
    String sentence = parts.isEmpty() ? words.say("floats.none") : String.join(" ", parts);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < figures.period().steps(); i++) {
      int step = i;
      if (series.stream().anyMatch(s -> s.values()[step] >= 0)) {
        List<String> row = new ArrayList<>(List.of(moment(i)));
        series.forEach(s -> row.add(written(s.values()[step])));
        rows.add(row);
      }
    }
    return panel(
        "floats",
        sentence,
        Chart.lines(words.say("floats") + ". " + sentence, series),
        written(Chart.most(series)),
        keys,
        head,
        rows);
  }

  private static long last(long[] values) {
    return IntStream.range(0, values.length)
        .map(i -> values.length - 1 - i)
        .filter(i -> values[i] >= 0)
        .mapToLong(i -> values[i])
        .findFirst()
        .orElse(-1);
  }

  private static long least(long[] values) {
    return Arrays.stream(values).filter(v -> v >= 0).min().orElse(-1);
  }

  private static String written(long kobo) {
    return kobo < 0 ? "–" : Formats.naira(kobo);
  }

  private Panel panel(
      String name,
      String sentence,
      String svg,
      String top,
      List<Panel.Key> keys,
      List<String> head,
      List<List<String>> rows) {
    Period period = figures.period();
    Duration span = span();
    return new Panel(
        words.say(name),
        sentence,
        svg,
        top,
        words.moment(period.from(), span),
        words.moment(period.until(), span),
        keys,
        head,
        rows);
  }

  private Duration span() {
    return Duration.between(figures.period().from(), figures.period().until());
  }

  private String moment(int step) {
    Duration fine =
        figures.period().step().compareTo(Duration.ofDays(1)) < 0 ? Duration.ZERO : span();
    return words.moment(figures.period().at(step), fine);
  }

  /** How well each kind of bill goes. */
  List<Line> byType() {
    List<Line> lines = new ArrayList<>();
    figures
        .byType()
        .forEach(
            (type, tally) ->
                lines.add(
                    line(
                        words.say("type." + type.wireName()),
                        tally.successOfBills().orElse(-1),
                        tally.requested(),
                        tally.delivered(),
                        tally.refundOwed(),
                        tally.deliveredKobo())));
    return lines;
  }

  /** How well each provider does with what it is given. */
  List<Line> byProvider() {
    List<Line> lines = new ArrayList<>();
    figures
        .byProvider()
        .forEach(
            (provider, tally) ->
                lines.add(
                    line(
                        provider.value(),
                        tally.successOfAttempts().orElse(-1),
                        tally.delivered() + tally.refused(),
                        tally.delivered(),
                        tally.refused(),
                        tally.deliveredKobo())));
    return lines;
  }

  private static Line line(String name, int tenths, long all, long good, long bad, long kobo) {
    return new Line(
        name,
        tenths < 0 ? "–" : tenths / 10 + "." + tenths % 10 + " %",
        Chart.bar("c2", Math.max(0, tenths), 1_000),
        List.of(Words.count(all), Words.count(good), Words.count(bad), Formats.naira(kobo)));
  }

  /** What the two tables of success say. */
  String successSays() {
    return words.say(
        "success.says",
        Words.percent(total.successOfBills()),
        Words.count(total.delivered()),
        Words.count(total.refundOwed()));
  }

  /** How long deliveries took. */
  List<Line> speed() {
    List<Line> lines = new ArrayList<>();
    int[] limits = Tally.Speed.limits();
    for (int i = 0; i < limits.length; i++) {
      long within = total.speed().within(i);
      long tenths = total.delivered() == 0 ? -1 : within * 1_000 / total.delivered();
      lines.add(
          new Line(
              words.say("speed.within", words.length(Duration.ofSeconds(limits[i]))),
              tenths < 0 ? "–" : tenths / 10 + "." + tenths % 10 + " %",
              Chart.bar("c1", Math.max(0, tenths), 1_000),
              List.of(Words.count(within))));
    }
    return lines;
  }

  /** What they say in words. */
  String speedSays() {
    if (total.delivered() == 0) {
      return words.say("speed.none");
    }
    return words.say("speed.says", within(50), within(95), Words.count(total.delivered()));
  }

  private String within(int percent) {
    return total.speed().secondsFor(percent, total.delivered()).stream()
        .mapToObj(s -> words.say("speed.in", words.length(Duration.ofSeconds(s))))
        .findFirst()
        .orElse(words.say("speed.longer"));
  }

  /** What has not ended, by age. */
  List<Line> open() {
    long most = Arrays.stream(Figures.Age.values()).mapToLong(this::openOf).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    for (Figures.Age age : Figures.Age.values()) {
      long kobo =
          figures.open().stream().filter(o -> o.age() == age).mapToLong(Figures.Open::kobo).sum();
      long unpaid =
          figures.open().stream()
              .filter(o -> o.age() == age && o.state() == PaymentState.PENDING_PAYMENT)
              .mapToLong(Figures.Open::count)
              .sum();
      long reviewed =
          figures.open().stream()
              .filter(o -> o.age() == age && o.reviewed())
              .mapToLong(Figures.Open::count)
              .sum();
      lines.add(
          new Line(
              words.say("age." + age.name()),
              Words.count(openOf(age)),
              Chart.bar("c3", openOf(age), Math.max(1, most)),
              List.of(Words.count(unpaid), Words.count(reviewed), Formats.naira(kobo))));
    }
    return lines;
  }

  private long openOf(Figures.Age age) {
    return figures.open().stream().filter(o -> o.age() == age).mapToLong(Figures.Open::count).sum();
  }

  /** What the ages say in words. */
  String openSays() {
    long all = Arrays.stream(Figures.Age.values()).mapToLong(this::openOf).sum();
    long old = openOf(Figures.Age.UP_TO_1_DAY) + openOf(Figures.Age.OLDER);
    long reviewed =
        figures.open().stream().filter(Figures.Open::reviewed).mapToLong(Figures.Open::count).sum();
    return words.say("open.says", Words.count(all), Words.count(old), Words.count(reviewed));
  }
}
