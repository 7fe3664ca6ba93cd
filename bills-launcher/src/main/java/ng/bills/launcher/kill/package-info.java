/**
 * {@code ./mvnw -Pkill -Dkills=20}: the kill test. Customers pay while server, broker and
 * PostgreSQL are killed with SIGKILL again and again; then what the database says is compared with
 * what really happened outside. It prints a table and ends with 1 when a rule is broken.
 */
package ng.bills.launcher.kill;
