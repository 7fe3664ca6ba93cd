/** Changes of fees in PostgreSQL; what counts is kept in memory for a moment. */
package ng.bills.infrastructure.persistence.fee;
