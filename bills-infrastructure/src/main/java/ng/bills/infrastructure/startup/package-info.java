/**
 * What a start that cannot be says, and how it ends the server where it is asked to. One line for
 * the operator, wherever the fault was found.
 */
package ng.bills.infrastructure.startup;
