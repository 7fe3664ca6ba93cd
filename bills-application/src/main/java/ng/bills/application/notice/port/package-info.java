/** Carriers of messages and the notices they carry. At least once, never lost. */
package ng.bills.application.notice.port;
