/** Changes of fees, as they are kept. */
package ng.bills.application.fee.port;
