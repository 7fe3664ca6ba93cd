/**
 * Buying a bill from a provider (a vend), asking about it again (a requery) and what can be
 * answered. An answer we did not get is {@code Unknown}, never a refusal.
 */
package ng.bills.domain.vend;
