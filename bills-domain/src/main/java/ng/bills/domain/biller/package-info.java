/**
 * Whom a bill is paid to, what kind of bill it is and how the customer's account there is written.
 * Formats follow facts on Nigerian meters and phone numbers; the provider's own check decides.
 */
package ng.bills.domain.biller;
