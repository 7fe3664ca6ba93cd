/**
 * All settings, read and checked once, and handed to core and adapters as values. Nobody else reads
 * configuration.
 */
package ng.bills.infrastructure.config;
