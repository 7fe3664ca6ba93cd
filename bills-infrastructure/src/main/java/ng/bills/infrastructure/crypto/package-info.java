/**
 * Field encryption and keyed hashes by the JDK alone, and the source of identities and randomness.
 * Keys come from the setting BILLS_FIELD_KEYS and appear in no message.
 */
package ng.bills.infrastructure.crypto;
