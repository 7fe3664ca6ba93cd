/** How money goes back. The signed transaction is stored before it is submitted. */
package ng.bills.application.refund.port;
