/**
 * What a customer is told, over which channel, and how far telling them has got. Texts are rendered
 * when sent, never stored.
 */
package ng.bills.domain.notice;
