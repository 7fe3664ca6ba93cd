/**
 * All of the outside world in one process: the Stellar network, the providers and the inbox, with a
 * hub that shows where they are and lets a developer act as the paying customer.
 */
package ng.bills.sandbox;
