/**
 * Carriers of messages to customers: mail over SMTP and SMS over HTTP. Neither address nor text of
 * a message appears in an error or a log.
 */
package ng.bills.infrastructure.notice;
