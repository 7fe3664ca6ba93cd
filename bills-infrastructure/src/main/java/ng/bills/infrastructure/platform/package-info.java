/**
 * What Bills asks of the application server: data source, JMS connection factory, the check of the
 * settings at start-up and the readiness checks. Works unchanged on Payara Micro and Payara Server.
 */
package ng.bills.infrastructure.platform;
