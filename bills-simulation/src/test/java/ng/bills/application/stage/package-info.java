/** Stages with a mistake planted in them, which only their own package can get at. */
package ng.bills.application.stage;
