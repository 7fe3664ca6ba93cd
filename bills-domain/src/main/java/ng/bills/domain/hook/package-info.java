/**
 * Webhooks to partners: the endpoints they name, the events they are told, and how far telling has
 * got. What providers tell us is in {@code webhook}.
 */
package ng.bills.domain.hook;
