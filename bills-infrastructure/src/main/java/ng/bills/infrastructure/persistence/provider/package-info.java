/** What people read about providers. */
package ng.bills.infrastructure.persistence.provider;
