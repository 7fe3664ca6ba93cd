/** What a customer keeps of a bill that was paid, or given back: the vend receipt. */
package ng.bills.application.receipt;
