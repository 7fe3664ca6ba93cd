/** Probes that operators and load balancers ask for. They change nothing. */
package ng.bills.application.health.port;
