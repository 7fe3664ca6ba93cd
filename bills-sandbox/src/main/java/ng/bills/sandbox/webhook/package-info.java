/**
 * Events a provider tells its customer by HTTP POST, to an address settable at run time: sent in
 * order, repeated until they are taken, and on request held back, reversed, sent several times,
 * truncated or with a forged signature.
 */
package ng.bills.sandbox.webhook;
