/**
 * Money in integers: kobo for naira, stroops for assets on Stellar. Nothing here rounds; a value
 * that does not fit is refused.
 */
package ng.bills.domain.money;
