/**
 * The pay page: a customer chooses a bill, checks the account and pays, without an account with us.
 * What a browser must bring back unchanged, it gets sealed; what it may see, its secret opens.
 */
package ng.bills.application.pay;
