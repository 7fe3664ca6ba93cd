/**
 * Partners and the keyed hashes of their API keys. A key is never stored; whoever presents it is
 * recognised by its hash.
 */
package ng.bills.infrastructure.persistence.partner;
