/**
 * Lists and exports by native queries along existing indices. What belongs to a list is told by the
 * transactions that added the rows, compared with a snapshot of PostgreSQL.
 */
package ng.bills.infrastructure.persistence.listing;
