package ng.bills.infrastructure.outside;

import java.util.Objects;
import java.util.function.Function;

/** What came of a request. */
public sealed interface OutsideAnswer {
  <R> R fold(
      Function<Answered, R> answered, Function<NotSent, R> notSent, Function<NoAnswer, R> noAnswer);

  /**
   * A complete answer.
   *
   * @param status HTTP status
   * @param body the whole body, read as UTF-8
   */
  record Answered(int status, String body) implements OutsideAnswer {
    public Answered {
      Objects.requireNonNull(body, "body");
    }

    @Override
    public <R> R fold(
        Function<Answered, R> answered,
        Function<NotSent, R> notSent,
        Function<NoAnswer, R> noAnswer) {
      return answered.apply(this);
    }

    /** Without the body: it may hold a token. */
    @Override
    public String toString() {
      return "http " + status;
    }
  }

  /**
   * No connection came about, so no byte of the request left: certainly nothing happened there.
   *
   * @param what what was seen, e.g. {@code connection refused}
   */
  record NotSent(String what) implements OutsideAnswer {
    @Override
    public <R> R fold(
        Function<Answered, R> answered,
        Function<NotSent, R> notSent,
        Function<NoAnswer, R> noAnswer) {
      return notSent.apply(this);
    }
  }

  /**
   * The request left, or may have left, and no complete answer came: anything may have happened.
   *
   * @param what what was seen, e.g. {@code timeout}
   * @param timedOut whether time ran out (else the connection broke or the answer was no answer)
   */
  record NoAnswer(String what, boolean timedOut) implements OutsideAnswer {
    @Override
    public <R> R fold(
        Function<Answered, R> answered,
        Function<NotSent, R> notSent,
        Function<NoAnswer, R> noAnswer) {
      return noAnswer.apply(this);
    }
  }
}
