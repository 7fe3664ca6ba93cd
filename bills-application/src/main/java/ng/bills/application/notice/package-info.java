/** What customers are told. Texts are made when they are sent. */
package ng.bills.application.notice;
