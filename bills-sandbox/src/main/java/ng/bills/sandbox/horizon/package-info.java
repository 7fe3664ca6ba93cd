/**
 * A Horizon on loopback with a Stellar ledger of its own: queue, apply and ingestion are separate
 * phases, so that every answer the real one can give can be provoked. It keeps the truth about what
 * was paid, so that a test can ask the outside world instead of the system under test.
 */
package ng.bills.sandbox.horizon;
