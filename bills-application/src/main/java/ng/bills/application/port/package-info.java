/**
 * What every use case and stage needs: transactions, identities, messages. Adapters live in
 * bills-infrastructure.
 */
package ng.bills.application.port;
