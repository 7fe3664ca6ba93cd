/**
 * The partner applications that request payments through the API. Their keys are hashed elsewhere;
 * here they are only named.
 */
package ng.bills.domain.partner;
