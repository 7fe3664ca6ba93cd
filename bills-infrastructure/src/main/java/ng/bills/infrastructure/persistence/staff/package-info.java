/** Our people and their sessions in PostgreSQL: secrets are sealed, codes and tokens hashed. */
package ng.bills.infrastructure.persistence.staff;
