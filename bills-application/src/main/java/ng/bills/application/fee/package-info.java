/**
 * People change what we charge on top of bills: proposed by one, decided by another, ahead of the
 * day it begins.
 */
package ng.bills.application.fee;
