package ng.bills.simulation.course;

/** What must hold, whatever goes wrong. */
public enum Rule {
  ONE_PAYMENT("a request makes one payment and has one answer, and a double tap makes none"),
  ONE_VEND("no bill is vended twice"),
  ONE_END(
      "each receipt ends as one delivered bill or one refund of exactly its amount, or waits for a"
          + " person with the money in the right account"),
  ONE_REFUND("no receipt is refunded twice"),
  TOKEN_KEPT("no token is lost or changed"),
  PARTNER_TOLD("a partner hears of each move that is its business, and of nothing else"),
  CUSTOMER_TOLD("no notice to a customer is lost, nor a token in it"),
  SETTLED_IN_TIME("every payment is over, or waits for a person, within bounded time"),
  BOOKS_BALANCED("the journal is in balance after every step, and says what happened"),
  LEGAL_MOVES("no illegal transition"),
  NO_CALL_IN_UNIT("nothing outside is called inside a unit of work"),
  NOTHING_ELSE_BREAKS("no work breaks off but by a fault that was put in");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  /** The rule as a sentence. */
  public String words() {
    return words;
  }
}
