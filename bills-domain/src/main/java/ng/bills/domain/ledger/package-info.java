/**
 * The double-entry journal: balanced, append-only, in stroops of naira so that both kobo and cNGN
 * fit without rounding. Corrections are new entries.
 */
package ng.bills.domain.ledger;
