/** Who uses the API. Keys are issued once and kept as hashes. */
package ng.bills.application.partner;
