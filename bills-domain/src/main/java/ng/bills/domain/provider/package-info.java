/**
 * How a provider is doing: whether it answers, whether our float there lasts, how much we may ask
 * of it. Nothing here knows a payment; the time is always handed in.
 */
package ng.bills.domain.provider;
