/**
 * JMS: the relay that sends what the outbox holds, and the listeners that say "look now" to the
 * application. A message carries an id and nothing else; one that is lost or doubled changes
 * nothing.
 */
package ng.bills.infrastructure.messaging;
