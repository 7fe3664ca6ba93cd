/**
 * The providers we buy bills through, as the core sees them. A fifth one is another implementation
 * and nothing else.
 */
package ng.bills.application.vending.port;
