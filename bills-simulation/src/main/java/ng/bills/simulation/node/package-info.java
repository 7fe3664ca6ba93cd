/**
 * Nodes that run the real use cases and stages over one database in memory. They call the simulated
 * outside world, stand still, die and start again.
 */
package ng.bills.simulation.node;
