/**
 * Commands an operator runs against the database without a server. They need the settings of the
 * database and of the field keys only.
 */
package ng.bills.infrastructure.command;
