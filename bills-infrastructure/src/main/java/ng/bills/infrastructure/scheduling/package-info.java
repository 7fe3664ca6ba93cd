/**
 * EJB timers that look for due work, the hint that money has come, and the drain that lets running
 * work finish when the server stops. None of it decides anything: each calls one stage or use case.
 */
package ng.bills.infrastructure.scheduling;
