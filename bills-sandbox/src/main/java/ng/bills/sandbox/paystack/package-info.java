/**
 * Paystack on loopback: what its OpenAPI document really has and what funding and payouts need.
 * There is no bill payment in it: an address that is not there answers 404 with its envelope, as
 * {@code /bill} and its like do. The simulated outcomes and their magic references are ours.
 */
package ng.bills.sandbox.paystack;
