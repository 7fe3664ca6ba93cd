/** Which payment the secret of a page opens; secrets are kept as keyed hashes only. */
package ng.bills.infrastructure.persistence.pay;
