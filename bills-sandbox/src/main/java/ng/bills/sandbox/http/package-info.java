/**
 * The small HTTP server every sandbox service stands on: loopback only, routed by method and path,
 * with a journal of what it was asked. It can also misbehave on the wire (close, delay, trickle,
 * cut), because the outside world does.
 */
package ng.bills.sandbox.http;
