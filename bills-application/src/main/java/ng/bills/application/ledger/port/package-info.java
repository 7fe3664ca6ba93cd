/** The journal. It is only ever added to. */
package ng.bills.application.ledger.port;
