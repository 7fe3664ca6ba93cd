/**
 * The whole system in one thread, driven by a seed: nodes over memory, a simulated outside world,
 * and the rules that must hold whatever goes wrong.
 */
package ng.bills.simulation;
