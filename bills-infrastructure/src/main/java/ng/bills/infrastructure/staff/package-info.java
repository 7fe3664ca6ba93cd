/**
 * Tools by which our people prove who they are: argon2id (password4j), codes of an authenticator
 * (RFC 6238) and a list of passwords that are tried first (zxcvbn). None asks anybody outside.
 */
package ng.bills.infrastructure.staff;
