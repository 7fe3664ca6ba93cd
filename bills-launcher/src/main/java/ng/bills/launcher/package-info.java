/**
 * Runs the whole of Bills on one machine: PostgreSQL, the message broker, the sandbox and Payara
 * Micro, each started, awaited and stopped in the order that keeps data safe. Plain Java SE used by
 * {@code ./mvnw -Prun}, by the acceptance tests and by the figures; it is never deployed.
 */
package ng.bills.launcher;
