package ng.bills.sandbox.flutterwave;

/**
 * A biller of a category; several may share one code.
 *
 * @param category code of the category
 */
record Biller(String code, String name, String shortName, String category) {}
