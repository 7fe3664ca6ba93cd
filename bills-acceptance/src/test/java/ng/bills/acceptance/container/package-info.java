/**
 * The Arquillian container that runs the real WAR and RAR in Payara Micro by the project's own
 * launcher. One server serves all test classes and can be killed and started again in between.
 */
package ng.bills.acceptance.container;
