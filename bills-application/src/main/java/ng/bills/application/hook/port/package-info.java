/** Endpoints of partners, what they are told, and the calls to them. */
package ng.bills.application.hook.port;
