/**
 * Fault rules: which request is to go wrong, and how. Rules are set from Java or through {@code
 * /_sandbox/faults}; each service adds effects of its own to the generic ones.
 */
package ng.bills.sandbox.fault;
