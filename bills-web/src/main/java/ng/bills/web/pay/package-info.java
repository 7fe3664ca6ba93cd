/**
 * The pay page: plain forms and links, each answered by a whole page; a script only makes it
 * livelier. The servlet reads and routes, the use cases decide, Facelets under {@code WEB-INF/pay}
 * show.
 */
package ng.bills.web.pay;
