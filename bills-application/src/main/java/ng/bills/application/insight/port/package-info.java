/** What the figures need from outside. */
package ng.bills.application.insight.port;
