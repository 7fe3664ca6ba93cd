/**
 * Where mail and SMS arrive: an SMTP server, the HTTP APIs of two SMS gateways, and a page that
 * shows what came. Nothing is ever sent on.
 */
package ng.bills.sandbox.inbox;
