/**
 * Lists and exports on the wire: cursors that nobody can read or change, and rows as CSV and NDJSON
 * (docs/adr/0035).
 */
package ng.bills.web.api.listing;
