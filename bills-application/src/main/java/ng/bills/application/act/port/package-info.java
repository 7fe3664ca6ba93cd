/** Acts of staff and the owners of reviews, as they are kept. */
package ng.bills.application.act.port;
