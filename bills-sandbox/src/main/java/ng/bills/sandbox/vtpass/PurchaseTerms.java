package ng.bills.sandbox.vtpass;

/**
 * What a buyer asks for, once it is found to be in order.
 *
 * @param variation lower case; empty when none is named
 * @param change whether it buys another bouquet (DStv, GOtv)
 * @param renewal whether it renews the bouquet the smartcard has (DStv, GOtv)
 * @param account meter, phone, smartcard or profile
 * @param phone of the buyer
 * @param amountKobo of all of it
 * @param quantity months or pins
 */
record PurchaseTerms(
    String requestId,
    Service service,
    String variation,
    boolean change,
    boolean renewal,
    String account,
    String phone,
    long amountKobo,
    int quantity) {}
