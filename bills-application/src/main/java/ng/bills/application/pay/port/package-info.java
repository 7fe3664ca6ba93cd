/** Which payment a page's secret opens, and how texts are sealed that browsers carry for us. */
package ng.bills.application.pay.port;
