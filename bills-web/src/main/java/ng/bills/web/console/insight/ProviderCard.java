package ng.bills.web.console.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.insight.port.Figures;
import ng.bills.application.provider.ProviderSheet;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.domain.provider.Circuit;
import ng.bills.domain.provider.FloatForecast;
import ng.bills.web.page.Formats;

/** How a provider does, in words. */
public final class ProviderCard {

  private static final String VEND = "vend";

  private final ProviderSheet sheet;
  private final Words words;

  ProviderCard(ProviderSheet sheet, Words words) {
    this.sheet = sheet;
    this.words = words;
  }

  public String getCode() {
    return sheet.provider().value();
  }

  public boolean isOn() {
    return sheet.on();
  }

  /** Who switched it last, when and why; empty when nobody ever did. */
  public String getSwitched() {
    return sheet
        .switched()
        .map(
            s ->
                words.say(
                    s.on() ? "switched.on" : "switched.off",
                    Formats.time(s.at()),
                    s.actor(),
                    s.reason()))
        .orElse("");
  }

  /** One of {@code good}, {@code warn}, {@code bad}. */
  public String getHealthTag() {
    return sheet.whole().map(s -> tag(s.state())).orElse("");
  }

  private static String tag(Circuit.State state) {
    return switch (state) {
      case CLOSED -> "good";
      case HALF_OPEN -> "warn";
      case OPEN -> "bad";
    };
  }

  /** In a word. */
  public String getHealthWord() {
    return words.say("healthy." + sheet.whole().map(s -> s.state().name()).orElse("UNASKED"));
  }

  /** In a sentence. */
  public String getHealth() {
    return sheet.whole().map(this::standing).orElseGet(() -> words.say("health.unasked"));
  }

  /** Its billers that are left alone just now. */
  public List<String> getIll() {
    return sheet.standings().stream()
        .filter(s -> s.line().isPresent() && s.state() != Circuit.State.CLOSED)
        .map(s -> s.line().get() + ": " + standing(s))
        .toList();
  }

  private String standing(ProviderHealth.Standing standing) {
    return words.say(
        "health." + standing.state().name(),
        Words.count(standing.calls()),
        standing.successPercent().map(p -> p + " %").orElse("–"),
        standing.admitsAt().map(Formats::time).orElse(""));
  }

  /** The share of its attempts in the last 24 hours that were delivered. */
  public String getSuccess() {
    return words.say(
        "provider.success",
        Words.percent(sheet.attempts().successOfAttempts()),
        Words.count(sheet.attempts().delivered()),
        Words.count(sheet.attempts().refused()));
  }

  /** How fast it answered to orders in the last 24 hours. */
  public String getLatency() {
    Optional<Figures.Calls> vends =
        sheet.calls().stream().filter(c -> c.kind().equals(VEND) && c.calls() > 0).findFirst();
    return vends
        .map(
            c ->
                words.say(
                    "provider.latency",
                    seconds(c.millis() / c.calls()),
                    c.within2s() * 100 / c.calls() + " %",
                    c.within10s() * 100 / c.calls() + " %",
                    seconds(c.mostMillis()),
                    Words.count(c.unanswered()),
                    Words.count(c.calls())))
        .orElseGet(() -> words.say("provider.uncalled"));
  }

  private static String seconds(long millis) {
    return millis / 1_000 + "." + millis % 1_000 / 100 + " s";
  }

  public boolean isFloatLow() {
    return sheet.floatLow();
  }

  public String getBalance() {
    return sheet
        .balance()
        .map(f -> Formats.naira(f.available().kobo()))
        .orElseGet(() -> words.say("float.untold"));
  }

  /** When it was told, and how long it lasts. */
  public String getForecast() {
    return sheet.balance().map(this::forecast).orElse("");
  }

  private String forecast(FloatForecast f) {
    String told = words.say("float.told", Formats.time(f.at()));
    Optional<Duration> lasts = f.lasts();
    if (lasts.isEmpty()) {
      return told + " " + words.say("float.idle");
    }
    Duration most = Duration.ofDays(3_650);
    if (lasts.get().compareTo(most) > 0) {
      return told + " " + words.say("float.years");
    }
    Instant dry = f.at().plus(lasts.get());
    return told
        + " "
        + words.say(
            "float.lasts",
            Formats.naira(f.spent().kobo()),
            words.length(f.over()),
            words.length(lasts.get()),
            Formats.time(dry));
  }

  /** For which kinds of bill it is asked, and as which choice. */
  public List<String> getPlaces() {
    return sheet.places().entrySet().stream()
        .map(e -> words.say("place", words.say("type." + e.getKey().wireName()), e.getValue()))
        .toList();
  }

  public String getCatalogue() {
    return sheet
        .catalogue()
        .map(
            c ->
                c.refreshedAt()
                    .map(
                        at ->
                            words.say(
                                "catalogue.copy",
                                Words.count(c.billers()),
                                Words.count(c.plans()),
                                Formats.time(at)))
                    .orElseGet(() -> words.say("catalogue.first", Words.count(c.billers()))))
        .orElseGet(() -> words.say("catalogue.none"));
  }

  /** Why the copy of its catalogue is old; empty when it is not. */
  public String getTrouble() {
    return sheet.catalogue().flatMap(c -> c.trouble()).orElse("");
  }
}
