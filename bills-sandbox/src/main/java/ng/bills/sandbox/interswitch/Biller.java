package ng.bills.sandbox.interswitch;

/**
 * A biller as {@code /services} lists it.
 *
 * @param customerField what the customer's number is called, for example {@code Meter No}
 * @param surchargeKobo shown in the catalogue; nobody is charged it here
 */
record Biller(
    int id,
    String name,
    String shortName,
    String customerField,
    int categoryId,
    long surchargeKobo) {}
