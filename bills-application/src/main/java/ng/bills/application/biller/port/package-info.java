/** The billers on sale. Adapters may cache them. */
package ng.bills.application.biller.port;
