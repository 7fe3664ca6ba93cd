/**
 * What the desk sees: one search for everything a customer can say on the phone, everything about
 * one payment, and the queues of what needs a person.
 */
package ng.bills.application.desk;
