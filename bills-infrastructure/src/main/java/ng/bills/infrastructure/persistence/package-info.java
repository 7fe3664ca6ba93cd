/**
 * PostgreSQL behind the ports of the application: the unit of work, Hibernate entities, native
 * claims and the migrations. Nobody else opens a transaction or knows a table.
 */
package ng.bills.infrastructure.persistence;
