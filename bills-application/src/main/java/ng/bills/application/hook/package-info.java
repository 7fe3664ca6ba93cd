/**
 * Webhooks to partners: what becomes an event, the endpoints, and the stage that delivers. At least
 * once, never lost, and a dead endpoint costs the others nothing.
 */
package ng.bills.application.hook;
