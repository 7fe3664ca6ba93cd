package ng.bills.launcher.kill;

/**
 * A broken rule.
 *
 * @param who reference of the payment concerned, or what else names it
 * @param what in a sentence
 */
record Violation(Rule rule, String who, String what) {}
