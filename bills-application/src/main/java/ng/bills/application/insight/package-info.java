/**
 * Figures for people: how much, how well and how fast. Everything here is read from what was
 * counted before, so that nobody's payment waits for a chart.
 */
package ng.bills.application.insight;
