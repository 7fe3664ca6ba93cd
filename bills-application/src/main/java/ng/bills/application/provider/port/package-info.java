/** What the view of providers needs from outside. */
package ng.bills.application.provider.port;
