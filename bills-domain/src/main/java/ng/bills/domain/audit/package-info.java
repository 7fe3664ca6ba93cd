/**
 * What our people did, written down so that nobody can change it afterwards unseen: each entry
 * bears the seal of the one before it.
 */
package ng.bills.domain.audit;
