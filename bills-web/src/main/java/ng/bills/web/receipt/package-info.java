/** Writes vend receipts, as a page to print and as PDF; one wording for both. */
package ng.bills.web.receipt;
