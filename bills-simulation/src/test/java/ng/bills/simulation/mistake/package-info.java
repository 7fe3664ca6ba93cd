/**
 * Mistakes that somebody could make, planted on purpose: the simulation must find each and name the
 * rule it breaks. Nothing in here is ever part of the product.
 */
package ng.bills.simulation.mistake;
