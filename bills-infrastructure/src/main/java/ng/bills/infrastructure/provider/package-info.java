/**
 * Providers we buy bills through, one package each, and what they share: the HTTP that keeps every
 * exchange before anybody interprets it. A provider never sees another provider.
 */
package ng.bills.infrastructure.provider;
