/**
 * Reading settings as operators write them, by their environment names. Every fault is found in one
 * pass and named, and no value is ever repeated.
 */
package ng.bills.infrastructure.setting;
