/**
 * Every error as problem+json (RFC 9457) with a code for programs and an id to ask support about.
 * No answer carries a stack trace.
 */
package ng.bills.web.api.problem;
