package ng.bills.sandbox.receiver;

import java.time.Duration;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Response;

/**
 * What an address of the receiver does with a webhook.
 *
 * @param answer a status from 200 to 599, {@code slow} (200 after a while) or {@code dead} (the
 *     connection is cut)
 * @param millis for {@code slow}: how long
 * @param times how often, then 200 again; 0 for ever
 */
public record Behaviour(String answer, long millis, int times) {

  public static final Behaviour FINE = new Behaviour("200", 0, 0);

  private static final long MOST_MILLIS = 120_000;

  public Behaviour {
    if (!answer.matches("[2-5]\\d\\d|slow|dead")) {
      throw new BadRequestException("answer is a status from 200 to 599, slow or dead");
    }
    if (millis < 0 || millis > MOST_MILLIS || times < 0) {
      throw new BadRequestException("millis is 0 to " + MOST_MILLIS + ", times 0 or more");
    }
  }

  public static Behaviour status(int status) {
    return new Behaviour(Integer.toString(status), 0, 0);
  }

  public static Behaviour slow(Duration delay) {
    return new Behaviour("slow", delay.toMillis(), 0);
  }

  public static Behaviour dead() {
    return new Behaviour("dead", 0, 0);
  }

  /** So often only. */
  public Behaviour times(int count) {
    return new Behaviour(answer, millis, count);
  }

  /**
   * @param elsewhere where a redirect leads
   */
  Response response(String elsewhere) {
    return switch (answer) {
      case "dead" -> Response.unanswered();
      case "slow" -> text(200).delayed(Duration.ofMillis(millis));
      default -> {
        int status = Integer.parseInt(answer);
        yield status >= 300 && status < 400
            ? text(status).withHeader("Location", elsewhere)
            : text(status);
      }
    };
  }

  private static Response text(int status) {
    return status == 204 || status == 304
        ? Response.empty(status)
        : Response.text(status, "text/plain; charset=utf-8", "receiver says " + status + "\n");
  }
}
