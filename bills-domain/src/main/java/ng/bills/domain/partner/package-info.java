/**
 * The partner applications that request payments through the API, and what is known of their keys:
 * what they may do, until when, from where. The keys themselves are hashed elsewhere.
 */
package ng.bills.domain.partner;
