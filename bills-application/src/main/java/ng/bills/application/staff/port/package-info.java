/** Where people and their sessions are kept, and the tools that check passwords and codes. */
package ng.bills.application.staff.port;
