package ng.bills.sandbox.vtpass;

/**
 * @param priceKobo 0 when the buyer says the amount
 */
record Variation(String code, String name, long priceKobo) {}
