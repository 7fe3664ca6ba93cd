/** The words of the pages, by language, for what is written outside a Faces page. */
package ng.bills.web.text;
