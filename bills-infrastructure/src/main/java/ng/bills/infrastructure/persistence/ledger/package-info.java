/**
 * The journal as rows that are only ever added. The database refuses an entry out of balance and
 * any change of one.
 */
package ng.bills.infrastructure.persistence.ledger;
