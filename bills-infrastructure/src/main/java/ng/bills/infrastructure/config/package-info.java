/**
 * All settings, read and checked once, and handed to core and adapters as values. Neither core nor
 * adapters see where a value came from.
 */
package ng.bills.infrastructure.config;
