/** Questions of the desk across partners, for showing. */
package ng.bills.application.desk.port;
