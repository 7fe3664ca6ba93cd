/** Partners and the hashes of their keys. A key itself is shown once and kept nowhere. */
package ng.bills.application.partner.port;
