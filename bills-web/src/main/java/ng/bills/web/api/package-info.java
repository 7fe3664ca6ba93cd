/**
 * The HTTP API of Bills under {@code /api/v1} and, for early integrators, {@code /api}. Resources
 * translate between HTTP and use cases and decide nothing.
 */
package ng.bills.web.api;
