package ng.bills.simulation.course;

/**
 * What can go wrong, and how often: so many times in a thousand chances. A run takes some of them
 * often, some as given, some not at all.
 */
public enum Fault {
  // our own nodes and database
  CONFLICT(12),
  COMMIT_FAILED(8),
  COMMIT_UNKNOWN(8),
  KILLED_IN_UNIT(3),
  KILLED_AFTER_COMMIT(5),
  KILLED_BEFORE_CALL(5),
  KILLED_AFTER_CALL(10),
  KILLED_ANYTIME(8),
  STOOD_STILL(50),
  STOOD_STILL_WITH_ANSWER(40),
  CLOCK_JUMPED(15),
  MESSAGE_LOST(80),
  MESSAGE_DOUBLED(120),
  MESSAGE_LATE(200),

  // customers
  REQUEST_DOUBLED(120),

  // any call to the outside
  CALL_SLOW(120),

  // providers
  OUTAGE(12),
  CHECK_UNAVAILABLE(80),
  CHECK_REFUSED(40),
  UNREACHABLE(40),
  ORDER_LOST(70),
  ORDER_DOUBLED(40),
  ORDER_LATE(150),
  ORDER_REFUSED(130),
  ORDER_PENDING(200),
  ORDER_PENDING_FOR_EVER(10),
  ANSWER_LOST(120),
  ANSWER_GARBAGE(25),
  ANSWER_WRONG_AMOUNT(20),
  FAILURE_UNTRUE(40),
  FINAL_WORD_UNTRUE(12),
  CHARGED_OTHERWISE(12),
  TOKEN_TOLD_ONCE(120),
  TOKEN_LATE(100),
  TOKEN_NEVER(8),
  REVERSED(30),
  REQUERY_UNANSWERED(120),
  REQUERY_LAGS(150),

  // their webhooks
  WEBHOOK_LOST(150),
  WEBHOOK_DOUBLED(200),
  WEBHOOK_LATE(250),
  WEBHOOK_UNTRUE(60),
  WEBHOOK_FORGED(30),

  // Horizon and the ledger behind it
  FEED_UNAVAILABLE(80),
  FEED_LAGS(150),
  FEED_DOUBLED(120),
  FEED_UNREADABLE(30),
  PREPARE_UNAVAILABLE(80),
  SEQUENCE_STALE(60),
  SUBMIT_LOST(120),
  SUBMIT_ANSWER_LOST(150),
  APPLIED_LATE(150),
  LOOKUP_UNAVAILABLE(120),
  PAYER_GONE(40),
  PAYER_GONE_MEANWHILE(30),

  // who is told: customers by mail, partners by webhook
  MAIL_REFUSED(60),
  MAIL_ANSWER_LOST(80),
  PARTNER_OUTAGE(15),
  HOOK_LOST(80),
  HOOK_ANSWER_LOST(120),
  HOOK_REFUSED(60);

  private final int permille;

  Fault(int permille) {
    this.permille = permille;
  }

  int permille() {
    return permille;
  }
}
