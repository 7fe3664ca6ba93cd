/**
 * Moves sealed fields to the first key of the ring while the system runs, and says by which keys
 * fields are sealed.
 */
package ng.bills.infrastructure.persistence.seal;
