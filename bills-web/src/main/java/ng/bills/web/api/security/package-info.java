/** Who may call the API: partners by API key. What is not known to be open is closed. */
package ng.bills.web.api.security;
