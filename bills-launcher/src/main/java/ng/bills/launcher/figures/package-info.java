/**
 * {@code ./mvnw -Pfigures}: how fast the system is, beside what the database alone can do in the
 * same run. It prints figures and asserts nothing.
 */
package ng.bills.launcher.figures;
