/** Where the events of providers are kept. */
package ng.bills.application.webhook.port;
