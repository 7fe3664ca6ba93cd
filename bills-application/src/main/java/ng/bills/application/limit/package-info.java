/**
 * How often partners, their customers and we ourselves may ask. Permits are taken in chunks from
 * one count for all nodes (docs/adr/0033).
 */
package ng.bills.application.limit;
