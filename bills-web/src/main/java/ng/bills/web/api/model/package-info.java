/**
 * What the requests and answers of the API hold. Money is decimal, times are UTC, account numbers
 * are masked.
 */
package ng.bills.web.api.model;
