/**
 * Money in and out on any network that speaks Stellar's protocol and Horizon's API. The Stellar SDK
 * is used here only, and only for keys, addresses, envelopes and hashes; HTTP and JSON are ours.
 */
package ng.bills.infrastructure.stellar;
