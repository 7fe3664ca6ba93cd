/**
 * The system moves payments on. Each stage commits, calls outside with no transaction open, and
 * commits what was answered.
 */
package ng.bills.application.stage;
