/**
 * Webhooks to partners as rows: events with the bytes that are sent, deliveries that are due until
 * they are taken, calls written down before they are made. Addresses, secrets and answers are
 * sealed.
 */
package ng.bills.infrastructure.persistence.hook;
