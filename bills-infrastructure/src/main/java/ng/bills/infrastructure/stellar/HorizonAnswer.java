package ng.bills.infrastructure.stellar;

import jakarta.json.JsonObject;
import java.util.OptionalLong;

/** What came of asking Horizon. */
sealed interface HorizonAnswer {

  /**
   * A JSON object with a status that says something about the question: 2xx or 4xx except 408 and
   * 429.
   *
   * @param latestLedger the ledger an answer about the state of accounts is consistent with
   */
  record Answered(int status, JsonObject body, OptionalLong latestLedger) implements HorizonAnswer {

    boolean ok() {
      return status == 200;
    }

    /** The problem's name: the end of its type; empty when there is none. */
    String problem() {
      String type = JsonFields.text(body, "type").orElse("");
      return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Horizon itself, and not a proxy in front of it, says that there is no such thing. */
    boolean notFound() {
      return status == 404 && problem().equals("not_found");
    }
  }

  /**
   * No answer that says anything: nothing came, or too late, or 429, 5xx, or no JSON.
   *
   * @param code short, for records and logs: {@code timeout}, {@code http_504}, …
   */
  record Unanswered(String code) implements HorizonAnswer {}

  /**
   * An answer with status 200 that is larger than we read.
   *
   * @param start how it begins
   */
  record TooLarge(String start) implements HorizonAnswer {}

  /** For records, logs and the people who read them. */
  default String code() {
    if (this instanceof Answered answered) {
      String problem = answered.problem();
      return "http_" + answered.status() + (problem.isEmpty() ? "" : " " + problem);
    }
    return this instanceof Unanswered unanswered ? unanswered.code() : "too_large";
  }
}
