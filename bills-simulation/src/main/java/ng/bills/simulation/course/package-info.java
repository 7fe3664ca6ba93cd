/**
 * The course of a run: its chance, its time, what happened in it and the rules it is held to.
 * Everything follows from the seed.
 */
package ng.bills.simulation.course;
