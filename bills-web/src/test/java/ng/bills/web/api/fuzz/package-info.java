/**
 * Requests nobody would send, made from a seed: the n-th request of a seed is always the same, so
 * one that finds a fault can be made again alone. Used here in process and by the acceptance tests
 * against the running server.
 */
package ng.bills.web.api.fuzz;
