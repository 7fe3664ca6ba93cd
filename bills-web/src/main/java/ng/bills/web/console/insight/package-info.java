/**
 * Dashboard and providers. Charts are drawn here as SVG without any script, and what each shows
 * stands beside it in words and as a table.
 */
package ng.bills.web.console.insight;
