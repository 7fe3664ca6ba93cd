/**
 * JSON read strictly and written in a fixed order, by hand with JSON-P. Numbers are decimals, never
 * floating point.
 */
package ng.bills.web.api.json;
