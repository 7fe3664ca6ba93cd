/**
 * How stages find their work. A claim is a lease that ends by itself, so a dead node's work comes
 * back.
 */
package ng.bills.application.stage.port;
