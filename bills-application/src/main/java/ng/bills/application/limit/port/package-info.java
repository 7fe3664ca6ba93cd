/** Where permits are counted for all nodes. */
package ng.bills.application.limit.port;
