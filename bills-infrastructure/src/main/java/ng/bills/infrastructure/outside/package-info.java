/**
 * Calls to the world outside: every way of not getting an answer becomes a value, with the one
 * difference that matters kept, whether anything can have been sent. No call is made while a unit
 * of work is open.
 */
package ng.bills.infrastructure.outside;
