/**
 * Letting our people into the console: signing in with password and second factor, their sessions,
 * and the acts of administrators about them. Each of these is written into the audit log.
 */
package ng.bills.application.staff;
