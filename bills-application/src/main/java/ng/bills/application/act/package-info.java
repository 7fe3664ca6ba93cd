/**
 * Staff act on payments: at once what moves no money, with a second person what does. Every act is
 * kept, in the transaction of what it does.
 */
package ng.bills.application.act;
