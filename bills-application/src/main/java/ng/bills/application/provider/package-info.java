/**
 * Providers as people look after them: how each does, what it sells, and whether it gets orders.
 * What decides about payments is in {@code vending}.
 */
package ng.bills.application.provider;
