/**
 * What was asked of providers and what they answered, sealed and append-only. Each exchange is
 * written in a short transaction of its own.
 */
package ng.bills.infrastructure.persistence.vending;
