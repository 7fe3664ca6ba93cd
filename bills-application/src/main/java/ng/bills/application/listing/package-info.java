/**
 * Lists and exports that are complete while rows are added: what belongs to one is fixed when it is
 * begun, and read part by part in units of work of their own (docs/adr/0035).
 */
package ng.bills.application.listing;
