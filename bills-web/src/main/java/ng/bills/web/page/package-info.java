/**
 * What all pages share, those of the console and the pay page: headers, formats, the chosen
 * language and colours, and the check that a form was ours. It knows no use case.
 */
package ng.bills.web.page;
