/**
 * Money that arrived and how far its feed was read, as rows. Receipts are only ever added; each
 * operation of a feed counts once.
 */
package ng.bills.infrastructure.persistence.funds;
