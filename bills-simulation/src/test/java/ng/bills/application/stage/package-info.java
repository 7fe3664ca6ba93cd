/** A stage with a mistake planted in it, which only its own package can get at. */
package ng.bills.application.stage;
