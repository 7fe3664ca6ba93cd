/**
 * The OpenAPI document and a page to try the API. Everything is served from here, nothing from
 * elsewhere.
 */
package ng.bills.web.api.docs;
