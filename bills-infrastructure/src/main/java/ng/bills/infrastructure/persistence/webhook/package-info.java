/** Events of providers as rows, one for each however often it is sent; their bodies are sealed. */
package ng.bills.infrastructure.persistence.webhook;
