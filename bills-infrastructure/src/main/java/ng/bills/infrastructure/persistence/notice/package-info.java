/**
 * Notices as rows: one of a kind per payment and channel, due until the carrier took it. Their
 * texts are nowhere stored.
 */
package ng.bills.infrastructure.persistence.notice;
