/**
 * The console of our staff: who may see which page, and thin Faces beans over use cases. A page
 * that {@link ng.bills.web.console.ConsolePage} does not name is closed.
 */
package ng.bills.web.console;
