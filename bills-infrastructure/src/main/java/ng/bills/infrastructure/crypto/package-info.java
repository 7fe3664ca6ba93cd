/**
 * Field encryption and keyed hashes by Tink, and the source of identities and randomness. Keys come
 * from BILLS_FIELD_KEYS or a mounted file, may change while the server runs, and appear in no
 * message.
 */
package ng.bills.infrastructure.crypto;
