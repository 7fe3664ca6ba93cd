/**
 * The audit log in PostgreSQL: rows the database refuses to change, sealed with a key it does not
 * have.
 */
package ng.bills.infrastructure.persistence.audit;
