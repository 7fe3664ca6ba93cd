/** Figures in tables of their own: counted once, by a timer, from rows that never change. */
package ng.bills.infrastructure.persistence.insight;
