/** Where the audit log is kept and what seals it. */
package ng.bills.application.audit.port;
