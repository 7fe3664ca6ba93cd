/** What is on sale and whether an account can be paid to. Nothing here moves money. */
package ng.bills.application.biller;
