/** The queues of the desk, by native statements along partial indexes of few rows. */
package ng.bills.infrastructure.persistence.desk;
