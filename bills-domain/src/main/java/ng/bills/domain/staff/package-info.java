/**
 * Our own people who work in the console: who they are, what they may do, and how they prove it.
 * Secrets are here only as hashes, codes and marks; adapters hash and seal.
 */
package ng.bills.domain.staff;
