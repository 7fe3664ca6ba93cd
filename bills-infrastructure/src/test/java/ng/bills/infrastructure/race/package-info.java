/**
 * Races at the real database: the real use cases and stages of several nodes, on the real adapters,
 * by real threads, against an outside world that keeps its own account of what was done.
 */
package ng.bills.infrastructure.race;
