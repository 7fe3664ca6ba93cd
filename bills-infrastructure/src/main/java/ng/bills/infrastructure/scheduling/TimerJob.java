package ng.bills.infrastructure.scheduling;

/** What the timers do. */
enum TimerJob {
  /** Stage 1: reads the feed of arriving money. */
  FUNDS,
  /** Looks whether arriving money is still read, and says so when it is not. */
  INTAKE,
  /** Stage 2: checks accounts. */
  ACCOUNT_CHECK,
  /** Stage 3: buys. */
  VEND,
  /** Stage 4: asks about what is open. */
  REQUERY,
  /** Stage 5: takes up retries. */
  RETRY,
  /** Stage 6: sends money back. */
  REFUND,
  /** Closes the windows of payments that nothing came for. */
  EXPIRY,
  /** Sends notices no message brought up. */
  NOTICES,
  /** Reads the providers' catalogues anew. */
  CATALOGUE,
  /** Applies events of providers no message brought up. */
  EVENTS,
  /** Tells partners what no message brought up. */
  HOOKS,
  /** Removes what is kept for a time only; once an hour. */
  RETENTION,
  /** Writes down when API keys were last used; once a minute. */
  KEY_USES,
  /** Takes over new field keys, and seals with the first one what another sealed. */
  FIELD_KEYS,
  /** Writes on what payments are found by. */
  TRAIL,
  /** Looks at our balances, and at the billers nobody can serve. */
  PROVIDERS,
  /** Looks for customers who wait longer than the policy allows. */
  REFUND_CLOCK,
  /** Counts for the dashboard, and writes down which fees are in force; once a minute. */
  FIGURES,
  /** Sends messages that were not sent when they were written. */
  OUTBOX
}
