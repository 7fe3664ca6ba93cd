package ng.bills.domain.biller;

/** How a meter is paid; the customer must say which, a wrong choice fails the account check. */
public enum MeterType {
  PREPAID,
  POSTPAID
}
