/**
 * What staff do to payments: which acts fit, and what two people need to agree on before money
 * moves.
 */
package ng.bills.domain.act;
