/** The pay page without a server: the real servlet and use cases over memory. */
package ng.bills.web.pay;
