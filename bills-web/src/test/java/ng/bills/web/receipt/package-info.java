/** Receipts, as they are read again. */
package ng.bills.web.receipt;
