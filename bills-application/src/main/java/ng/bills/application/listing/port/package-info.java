/** What lists and exports ask of the outside: rows in a fixed order, and places that keep. */
package ng.bills.application.listing.port;
