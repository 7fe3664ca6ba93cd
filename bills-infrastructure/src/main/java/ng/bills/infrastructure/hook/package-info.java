/**
 * Calls to the endpoints of partners: signed as Standard Webhooks say, to public addresses alone,
 * each looked at by the one who connects to it.
 */
package ng.bills.infrastructure.hook;
