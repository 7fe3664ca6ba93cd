package ng.bills.launcher.kill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run found, as a table for people and as JSON.
 *
 * @param kills by what was killed
 * @param strikes blows, some of which killed several at once or once more while they started
 * @param serverStarts how often the server was started
 * @param endedByThemselves how often something ended that nobody had killed, and was started again
 * @param took from the first kill to the last
 * @param rested from the last kill until all was done
 * @param requests what customers asked for
 * @param tries how often they asked, repetitions included
 * @param incoming payments on Stellar to us
 * @param vends bills really delivered
 * @param tokens tokens the providers gave out
 * @param refunds payments on Stellar from us
 * @param states payments by state
 * @param resumeMillis longest time from a kill until all ran again, was ready and completed the
 *     next payment, by what was killed
 * @param resumeMeanMillis the mean of it
 * @param answers of the API, how often each
 */
record KillReport(
    long seed,
    Map<Part, Integer> kills,
    int strikes,
    int serverStarts,
    int endedByThemselves,
    Duration took,
    Duration rested,
    int requests,
    long tries,
    int incoming,
    int vends,
    long tokens,
    int refunds,
    Map<String, Long> states,
    Map<String, Long> resumeMillis,
    long resumeMeanMillis,
    Map<String, Long> answers,
    List<Violation> violations) {
  private static final int NAMED_AT_MOST = 40;

  int killsInAll() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The table. */
  String text() {
    StringBuilder text = new StringBuilder(2_000);
    line(text, "seed", seed);
    line(
        text,
        "kills (SIGKILL)",
        killsInAll() + ": " + kills + " in " + strikes + " blows, " + seconds(took));
    line(text, "starts of the server", serverStarts);
    line(text, "ended without being killed", endedByThemselves);
    line(text, "requests, sent so often", requests + ", " + tries);
    line(text, "payments by state", states);
    line(text, "receipts on Stellar", incoming);
    line(text, "bills delivered, tokens", vends + ", " + tokens);
    line(text, "refunds on Stellar", refunds);
    for (Rule rule : Rule.values()) {
      line(text, rule.words(), count(rule));
    }
    line(
        text,
        "longest time to resume",
        seconds(Duration.ofMillis(longest())) + " " + inSeconds(resumeMillis));
    line(text, "mean time to resume", seconds(Duration.ofMillis(resumeMeanMillis)));
    line(text, "quiet after", seconds(rested));
    violations.stream()
        .limit(NAMED_AT_MOST)
        .forEach(
            v ->
                text.append("  BROKEN ")
                    .append(v.rule())
                    .append(": ")
                    .append(v.who())
                    .append(' ')
                    .append(v.what())
                    .append('\n'));
    if (violations.size() > NAMED_AT_MOST) {
      text.append("  … and ").append(violations.size() - NAMED_AT_MOST).append(" more\n");
    }
    return text.toString();
  }

  long count(Rule rule) {
    return violations.stream().filter(violation -> violation.rule() == rule).count();
  }

  private long longest() {
    return resumeMillis.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(String.format("%-48s %s%n", name, value));
  }

  private static String seconds(Duration time) {
    return String.format("%d.%d s", time.toSeconds(), time.toMillisPart() / 100);
  }

  private static String inSeconds(Map<String, Long> millis) {
    StringBuilder text = new StringBuilder("(");
    millis.forEach(
        (what, time) ->
            text.append(text.length() > 1 ? ", " : "")
                .append(what)
                .append(' ')
                .append(seconds(Duration.ofMillis(time))));
    return text.append(')').toString();
  }

  /** Writes the JSON. */
  void write(Path file) throws IOException {
    JsonObjectBuilder killed = Json.createObjectBuilder();
    kills.forEach((part, count) -> killed.add(part.word(), count));
    JsonObjectBuilder rules = Json.createObjectBuilder();
    for (Rule rule : Rule.values()) {
      rules.add(rule.name().toLowerCase(java.util.Locale.ROOT), count(rule));
    }
    JsonArrayBuilder broken = Json.createArrayBuilder();
    violations.forEach(
        v ->
            broken.add(
                Json.createObjectBuilder()
                    .add("rule", v.rule().name().toLowerCase(java.util.Locale.ROOT))
                    .add("who", v.who())
                    .add("what", v.what())));
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Json.createObjectBuilder()
            .add("seed", seed)
            .add("kills", killsInAll())
            .add("killed", killed)
            .add("blows", strikes)
            .add("server_starts", serverStarts)
            .add("ended_without_being_killed", endedByThemselves)
            .add("seconds", took.toSeconds())
            .add("quiet_after_seconds", rested.toSeconds())
            .add("requests", requests)
            .add("requests_sent", tries)
            .add("payments", numbers(states))
            .add("receipts", incoming)
            .add("bills_delivered", vends)
            .add("tokens", tokens)
            .add("refunds", refunds)
            .add("broken", rules)
            .add("longest_resume_millis", longest())
            .add("longest_resume_millis_by_blow", numbers(resumeMillis))
            .add("mean_resume_millis", resumeMeanMillis)
            .add("api_answers", numbers(answers))
            .add("violations", broken)
            .build()
            .toString());
  }

  private static JsonObjectBuilder numbers(Map<String, Long> values) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    values.forEach(json::add);
    return json;
  }
}
