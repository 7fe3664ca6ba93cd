package ng.bills.simulation.course;

/** A rule does not hold: the run is over. Nobody may catch it but whoever started the run. */
public final class RuleBroken extends Error {

  private static final long serialVersionUID = 1L;

  private final Rule rule;

  public RuleBroken(Rule rule, String detail) {
    super(detail);
    this.rule = rule;
  }

  public RuleBroken(Rule rule, String detail, Throwable cause) {
    super(detail, cause);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }
}
